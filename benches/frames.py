#!/usr/bin/env python3
"""What the site around a document costs: gold documents within the pages of three kinds of sites.

    benches/frames.py [--sample N] [--savet PROGRAM] [--most-lost F] [FOLDER…]

  today   landmarks: header, nav, main, aside, footer; a cookie banner; UTF-8
  blog    no landmarks, the class names of a blog program; comments, shares, a list of recent posts; UTF-8
  tables  a page of 2005: tables within tables, a menu to the left, news to the right; windows-1251, called UTF-8

Prints macro F1 of each beside that of the texts themselves, and fails where it falls more than --most-lost below.
"""
import argparse, html, os, re, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import formats

MENU = ["Начало", "Община", "Общински съвет", "Решения", "Протоколи", "Проекти", "Обществени поръчки", "Търгове", "Новини", "Контакти"]
NEWS = [
    "Кметът откри новата детска площадка в квартал „Изток“ на 12.03.2024 г.",
    "Над 250 деца участваха в празника на града",
    "Общината получи 1 250 000 лв. за ремонт на улици",
    "Обявен е конкурс за рисунка на тема „Моят град“",
]


def links(words, apart=" "):
    return apart.join(f'<a href="/p/{i}">{html.escape(w)}</a>' for i, w in enumerate(words))


def items(words):
    return "".join(f'<li class="item-{i}"><a href="/p/{i}">{html.escape(w)}</a></li>' for i, w in enumerate(words))


def today(body):
    news = "".join(f'<article class="teaser"><h3><a href="/n/{i}">{html.escape(n)}</a></h3><a href="/n/{i}">Прочети още</a></article>' for i, n in enumerate(NEWS))
    return f"""<!DOCTYPE html><html lang="bg"><head><meta charset="utf-8"><title>Общински съвет</title>
<script>var menu = "<p>не</p>"; if (a < b) {{ document.write("<div>"); }}</script><style>.x {{ display: none }}</style></head><body>
<a class="skip-link" href="#main">Към съдържанието</a>
<div id="cookie-notice" role="dialog">Този сайт използва бисквитки, за да работи по-добре. <button>Приемам</button> <a href="/c">Политика</a></div>
<header><a href="/"><img src="g.png" alt="Герб"></a><p>Официален сайт на общината</p><nav><ul>{items(MENU)}</ul></nav>
<form role="search"><input name="q"><button>Търси</button></form></header>
<nav aria-label="breadcrumb"><ol><li><a href="/">Начало</a></li><li><a href="/s">Съвет</a></li><li>Решения</li></ol></nav>
<main id="main">{body}</main>
<aside><h2>Последни новини</h2>{news}</aside>
<footer><p>© 2024 Общинска администрация. Всички права запазени. Работно време: 8:00 – 17:00 ч.</p><ul>{items(MENU[:4])}</ul></footer>
</body></html>""".encode()


def blog(body):
    recent = "".join(f'<li><a href="/{i}">{html.escape(n)}</a> <span class="post-date">0{i + 1}.04.2024</span></li>' for i, n in enumerate(NEWS))
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body class="single single-post">
<div id="page" class="site"><div id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/">Общински съвет</a></p></div>
<div id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">{items(MENU)}</ul></div></div>
<div id="content" class="site-content"><div id="primary" class="content-area"><div class="post hentry">
<div class="entry-meta"><span class="cat-links"><a href="/c">Решения</a></span></div><div class="entry-content">{body}
<div class="sharedaddy sd-sharing"><h3>Сподели:</h3><ul>{items(["Facebook", "Twitter", "Печат"])}</ul></div></div>
<div class="post-navigation">{links(["Предишна", "Следваща"])}</div>
<div id="comments" class="comments-area"><h3>Коментари</h3><ol><li>Кога ще бъде ремонтирана улицата пред блок 15? Обещахте го още на 01.02.2023 г.</li></ol></div></div></div>
<div id="secondary" class="widget-area"><div class="widget widget_search"><form><input></form></div><div class="widget widget_recent_entries"><h2>Последни публикации</h2><ul>{recent}</ul></div></div></div>
<div id="colophon" class="site-footer"><div class="site-info">Изработка: студио „Пример“</div></div></div></body></html>""".encode()


def tables(body):
    menu = "".join(f'<tr><td bgcolor=#eeeeee><font size=2><a href="p{i}.htm">{html.escape(w)}</a></font></td></tr>' for i, w in enumerate(MENU))
    news = "<br>".join(f'<font size=1>{html.escape(n)} <a href="n{i}.htm">още</a></font>' for i, n in enumerate(NEWS))
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"></HEAD>
<BODY BGCOLOR=#FFFFFF><TABLE WIDTH=100% BORDER=0><TR><TD COLSPAN=3 ALIGN=center><IMG SRC=g.gif> {links(MENU[:5], " | ")}
<TR><TD WIDTH=150 VALIGN=top><TABLE BORDER=0>{menu}</TABLE><TD VALIGN=top>{body}<TD WIDTH=150 VALIGN=top><B>Новини</B><BR>{news}
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>&copy; 2005 Общинска администрация. Всички права запазени.</FONT></TABLE></BODY></HTML>""".encode("cp1251", "xmlcharrefreplace")


FRAMES = {"today": today, "blog": blog, "tables": tables}


def inner(text):
    """A text as paragraphs and tables of a page, with its empty lines and wide gaps."""
    out = []
    for kind, part in formats.blocks(text, True):
        if kind == "line":
            words = re.sub("^ +| {2,}", lambda m: "\u00a0" * len(m.group()), html.escape(part.rstrip(), quote=False))
            out.append(f"<p>{words or '&nbsp;'}</p>")
        elif kind == "table":
            row = lambda cells: "".join(f'<td colspan="{span}">{html.escape(words, quote=False)}</td>' for words, span in cells)
            out.append("<table>" + "\n".join(f"<tr>{row(cells)}</tr>" for cells in part) + "</table>")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sample", type=int)
    parser.add_argument("--savet", default=os.path.join(formats.ROOT, "target/release/savet"))
    parser.add_argument("--most-lost", type=float, default=0.01)
    parser.add_argument("folders", nargs="*", default=[os.path.join(formats.ROOT, "fixtures/gold")])
    args = parser.parse_args()
    failed = False
    for gold in args.folders:
        stems = sorted(n[:-4] for n in os.listdir(gold) if n.endswith(".txt"))
        if args.sample:
            stems = stems[::max(1, len(stems) // args.sample)]
        texts = {s: open(os.path.join(gold, s + ".txt"), encoding="utf-8").read() for s in stems}
        with tempfile.TemporaryDirectory() as work:
            def figure(way, write, ending):
                folder = os.path.join(work, way)
                os.makedirs(folder)
                for stem, text in texts.items():
                    with open(os.path.join(folder, stem + ending), "wb") as file:
                        file.write(write(text))
                out = os.path.join(work, way + "-out")
                spent = formats.extract(args.savet, folder, out)
                return formats.score(args.savet, out, gold, folder, os.path.join(work, way + ".json")), spent
            plain, _ = figure("plain", str.encode, ".txt")
            print(f"{len(texts)} texts as they are: macro F1 {plain:.4f}")
            bare, _ = figure("bare", lambda t: inner(t).encode(), ".html")
            print(f"bare    macro F1 {bare:.4f} ({bare - plain:+.4f})")
            for name, frame in FRAMES.items():
                f1, spent = figure(name, lambda t: frame(inner(t)), ".html")
                print(f"{name:7} macro F1 {f1:.4f} ({f1 - plain:+.4f}, {f1 - bare:+.4f} of the bare page)  {len(texts) / spent:.0f} documents/s")
                failed |= plain - f1 > args.most_lost
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
