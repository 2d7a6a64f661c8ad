//! The name of a member, in letters.

/// The name as it stands in `documents.source` behind the archive's: without `..`, drives and empty parts.
pub(super) fn clean(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| {
        let drive = part.len() == 2 && part.ends_with(':');
        !matches!(*part, "" | "." | "..") && !drive
    });
    let clean = |part: &str| -> String {
        let visible = |c: char| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        };
        part.chars().map(visible).collect()
    };
    parts.map(clean).collect::<Vec<_>>().join("/")
}

/// Letters of a name whose code page is not told: a ZIP archive without the flag for UTF-8 (APPNOTE 6.3.10, appendix D)
/// has the DOS code page of the machine that made it, and some programs write the one of Windows.
///
/// Bytes 0xC0 to 0xDF are capitals in windows-1251 and lines of a frame in the DOS pages, which stand in no name.
pub(super) fn decode(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    let any = |from: u8, to: u8| raw.iter().any(|b| (from..=to).contains(b));
    if any(0xC0, 0xDF) || any(0xE0, 0xFF) && !any(0x80, 0xAF) {
        return encoding_rs::WINDOWS_1251
            .decode_without_bom_handling(raw)
            .0
            .into_owned();
    }
    if any(0xB0, 0xBF) {
        // MIK, the Bulgarian DOS page: А to я without a gap from 0x80.
        let letter = |b: &u8| match b {
            0x80..=0xBF => char::from_u32(u32::from('А') + u32::from(b - 0x80)),
            b => Some(char::from(*b)),
        };
        return raw.iter().filter_map(letter).collect();
    }
    encoding_rs::IBM866
        .decode_without_bom_handling(raw)
        .0
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(clean("../../etc/./x.pdf"), "etc/x.pdf");
        assert_eq!(clean("C:\\Протоколи\\№ 3.doc"), "Протоколи/№ 3.doc");
        assert_eq!(clean("/a\n.txt"), "a\u{FFFD}.txt");
    }

    #[test]
    fn names_of_every_code_page() {
        let name = "Решение № 12.pdf".replace('№', "N");
        let dos = |gap: u8| -> Vec<u8> {
            let code = |c: char| match c {
                'А'..='п' => 0x80 + (c as u32 - 'А' as u32) as u8,
                'р'..='я' => gap + (c as u32 - 'р' as u32) as u8,
                c => c as u8,
            };
            name.chars().map(code).collect()
        };
        assert_eq!(decode(name.as_bytes()), name);
        assert_eq!(decode(&encoding_rs::WINDOWS_1251.encode(&name).0), name);
        assert_eq!(decode(&dos(0xE0)), name);
        let mik = "протокол";
        let bytes: Vec<u8> = mik
            .chars()
            .map(|c| 0x80 + (c as u32 - 'А' as u32) as u8)
            .collect();
        assert_eq!(decode(&bytes), mik);
    }
}
