//! Where the words of a group go: groups of RTF hold text, notes, names of fonts, pictures.

/// What the words of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Text of the document, of a note, of a header.
    Text,
    /// No text.
    Nowhere,
    /// The table of fonts.
    Fonts,
    /// Two writings of one text, of which the second is in Unicode (`\upr`).
    Twice,
    /// The number or bullet of an item, as a reader sees it.
    Mark,
}

/// A text that stands apart from the one around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// Headers and footers.
    Furniture(Margin),
    /// Notes at the foot or the end.
    Note,
    /// Text in a frame or a shape.
    Box,
}

/// Which running header or footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Margin {
    Head,
    Foot,
    FirstHead,
    FirstFoot,
}

/// What a control word makes of its group.
pub(super) enum Makes {
    /// Its words go to this place.
    Of(Place),
    /// Its words are a text of their own.
    Apart(Apart),
    /// Nothing.
    Nothing,
}

/// What a word that names a destination makes of its group (RTF 1.9.1, appendix B: destinations).
pub(super) fn makes(word: &[u8]) -> Makes {
    match word {
        b"fonttbl" => Makes::Of(Place::Fonts),
        b"upr" => Makes::Of(Place::Twice),
        b"listtext" | b"pntext" => Makes::Of(Place::Mark),
        b"ud" | b"shpinst" | b"shp" | b"shpgrp" | b"field" | b"fldrslt" | b"object" | b"result" | b"do"
        | b"rtf" => Makes::Of(Place::Text),
        b"footnote" => Makes::Apart(Apart::Note),
        b"header" | b"headerl" | b"headerr" => Makes::Apart(Apart::Furniture(Margin::Head)),
        b"footer" | b"footerl" | b"footerr" => Makes::Apart(Apart::Furniture(Margin::Foot)),
        b"headerf" => Makes::Apart(Apart::Furniture(Margin::FirstHead)),
        b"footerf" => Makes::Apart(Apart::Furniture(Margin::FirstFoot)),
        b"shptxt" | b"dptxbxtext" => Makes::Apart(Apart::Box),
        b"colortbl"
        | b"stylesheet"
        | b"info"
        | b"pict"
        | b"fldinst"
        | b"listtable"
        | b"listoverridetable"
        | b"revtbl"
        | b"filetbl"
        | b"objdata"
        | b"annotation"
        | b"atnid"
        | b"atnauthor"
        | b"atndate"
        | b"atnicn"
        | b"atnref"
        | b"atnparent"
        | b"atntime"
        | b"atrfstart"
        | b"atrfend"
        | b"xe"
        | b"tc"
        | b"tcn"
        | b"rxe"
        | b"private"
        | b"sp"
        | b"nonshppict"
        | b"shprslt"
        | b"nonesttables"
        | b"ftnsep"
        | b"ftnsepc"
        | b"ftncn"
        | b"aftnsep"
        | b"aftnsepc"
        | b"aftncn"
        | b"bkmkstart"
        | b"bkmkend"
        | b"template"
        | b"themedata"
        | b"colorschememapping"
        | b"datastore"
        | b"latentstyles"
        | b"generator"
        | b"pgdsctbl"
        | b"xmlnstbl"
        | b"mmathPr"
        | b"background"
        | b"pn"
        | b"pntxta"
        | b"pntxtb"
        | b"falt"
        | b"panose"
        | b"fname"
        | b"ffdeftext"
        | b"datafield"
        | b"formfield"
        | b"docvar"
        | b"userprops"
        | b"rsidtbl"
        | b"keywords"
        | b"title"
        | b"subject"
        | b"author"
        | b"comment" => Makes::Of(Place::Nowhere),
        _ => Makes::Nothing,
    }
}
