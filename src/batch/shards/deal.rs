//! Which shard a file goes to: files of the same content to the same one, and as many pages to each as to the others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Content and pages of a file.
pub(super) type Weight = ([u8; 32], u32);

/// The shard of each file, from 0, and how many shards there are. A shard has about `target` pages, or a single content of more.
///
/// The contents go, the largest first, each to the shard that has least. Those of the same size come in the order of their
/// hashes, and so what an estimate does not see, as a folder of scans, is spread over all shards.
pub(super) fn deal(files: &[Weight], target: u64) -> (Vec<u32>, u32) {
    let mut order: Vec<u32> = (0..files.len() as u32).collect();
    order.sort_unstable_by_key(|at| {
        let (hash, pages) = files[*at as usize];
        (Reverse(pages), hash, *at)
    });
    let same = |a: &u32, b: &u32| files[*a as usize].0 == files[*b as usize].0;
    let contents = || order.chunk_by(same);
    let pages = |content: &[u32]| content.first().map_or(0, |at| u64::from(files[*at as usize].1));
    let (mut large, mut rest) = (0, 0);
    for content in contents() {
        match pages(content) {
            pages if pages >= target => large += 1,
            pages => rest += pages,
        }
    }
    let shards = u32::try_from(large + rest.div_ceil(target.max(1))).unwrap_or(u32::MAX);
    let mut least: BinaryHeap<Reverse<(u64, u32)>> = (0..shards).map(|shard| Reverse((0, shard))).collect();
    let mut dealt = vec![0; files.len()];
    for content in contents() {
        let Some(Reverse((load, shard))) = least.pop() else {
            break;
        };
        least.push(Reverse((load + pages(content), shard)));
        for at in content {
            dealt[*at as usize] = shard;
        }
    }
    (dealt, shards)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(content: u8, pages: u32) -> Weight {
        ([content; 32], pages)
    }

    #[test]
    fn shards_are_of_the_same_size() {
        let files: Vec<Weight> = (0..100).map(|i| file(i, 1 + u32::from(i) % 7)).collect();
        let all: u32 = files.iter().map(|f| f.1).sum();
        for target in [1, 2, 7, 50, 100, 1000] {
            let (dealt, shards) = deal(&files, target);
            let loads = (0..shards).map(|s| {
                let own = files.iter().zip(&dealt).filter(|(_, d)| **d == s);
                own.map(|(f, _)| f.1).sum::<u32>()
            });
            let loads: Vec<u32> = loads.collect();
            assert_eq!(loads.iter().sum::<u32>(), all);
            assert!(loads.iter().all(|l| *l > 0), "{target}: {loads:?}");
            if target >= 50 {
                assert_eq!(u64::from(shards), u64::from(all).div_ceil(target));
                assert!(
                    loads.iter().max() <= loads.iter().min().map(|l| l + 7).as_ref(),
                    "{loads:?}"
                );
            }
        }
    }

    #[test]
    fn the_same_content_is_in_one_shard() {
        let files = [file(1, 5), file(2, 5), file(1, 5), file(3, 5), file(2, 5)];
        let (dealt, shards) = deal(&files, 5);
        assert_eq!(shards, 3);
        assert_eq!((dealt[0], dealt[1]), (dealt[2], dealt[4]));
        assert_ne!(dealt[0], dealt[1]);
    }

    #[test]
    fn a_large_file_has_its_own() {
        let files = [file(1, 1000), file(2, 4), file(3, 4), file(4, 2)];
        assert_eq!(deal(&files, 10), (vec![0, 1, 1, 1], 2));
        assert_eq!(deal(&[], 10), (Vec::new(), 0));
    }
}
