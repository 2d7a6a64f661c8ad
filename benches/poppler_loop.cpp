// Poppler's library in one process: the same work as the bench `pages`, for benches/compare.py.
//
//     poppler_loop ROUNDS FILE…      prints `<pages> pages <bytes> bytes of text <ms> ms/page`, the best of the rounds
#include <poppler-document.h>
#include <poppler-page.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

static void quiet(const std::string &, void *) {}

int main(int argc, char **argv) {
    poppler::set_debug_error_function(quiet, nullptr);
    int rounds = argc > 1 ? std::atoi(argv[1]) : 1;
    std::vector<std::vector<char>> files;
    for (int i = 2; i < argc; i++) {
        std::ifstream in(argv[i], std::ios::binary);
        files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    long pages = 0, bytes = 0;
    double best = 1e9;
    for (int round = 0; round < rounds; round++) {
        pages = bytes = 0;
        auto begun = std::chrono::steady_clock::now();
        for (auto &file : files) {
            std::unique_ptr<poppler::document> document(
                poppler::document::load_from_raw_data(file.data(), static_cast<int>(file.size())));
            if (!document || document->is_locked()) continue;
            for (int i = 0; i < document->pages(); i++) {
                std::unique_ptr<poppler::page> page(document->create_page(i));
                if (!page) continue;
                bytes += static_cast<long>(page->text(poppler::rectf(), poppler::page::physical_layout).to_utf8().size());
                pages++;
            }
        }
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    std::printf("%ld pages %ld bytes of text %.4f ms/page\n", pages, bytes, best * 1000.0 / static_cast<double>(pages ? pages : 1));
}
