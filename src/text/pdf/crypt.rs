//! Files locked with an empty user password (ISO 32000-2, 7.6): anybody may read them, so we do.

use aes::cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, consts::U16};
use aes::{Aes128, Aes256};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

use super::file::File;
use super::object::{Dict, Id, Object};
use crate::error::ErrorKind;
use crate::model::Format;

/// How the strings or the streams of a file are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cipher {
    None,
    Rc4,
    /// AES-128 with a key for each object.
    Aes128,
    /// AES-256 with the file's key.
    Aes256,
}

/// The key of a file.
pub(super) struct Key {
    file: Vec<u8>,
    streams: Cipher,
    strings: Cipher,
}

/// What passwords are filled up with to 32 bytes (7.6.4.3.2); the empty one is nothing else.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

impl Key {
    /// From the encryption dictionary and the first part of the file's `/ID`.
    ///
    /// # Errors
    /// Another password is needed, or the file is locked in another way.
    pub fn open(file: &File<'_>, encrypt: Dict<'_>, id: &[u8]) -> Result<Key, ErrorKind> {
        let standard = file.name(encrypt, b"Filter").is_none_or(|n| n == b"Standard");
        let version = file.int(encrypt, b"V").unwrap_or(0);
        let (streams, strings) = match version {
            1..=3 => (Cipher::Rc4, Cipher::Rc4),
            4 | 5 => (filter(file, encrypt, b"StmF"), filter(file, encrypt, b"StrF")),
            _ => return Err(ErrorKind::Encrypted(Format::Pdf)),
        };
        let key = match file.int(encrypt, b"R") {
            _ if !standard => None,
            Some(revision @ 2..=4) => old_key(file, encrypt, id, version, revision),
            Some(revision @ 5..=6) => new_key(file, encrypt, revision),
            _ => None,
        };
        Ok(Key {
            file: key.ok_or(ErrorKind::Encrypted(Format::Pdf))?,
            streams,
            strings,
        })
    }

    /// The bytes of a stream of this object.
    pub fn stream(&self, owner: Id, data: &[u8]) -> Vec<u8> {
        self.decrypt(self.streams, owner, data)
    }

    /// The bytes of a string in this object.
    pub fn text(&self, owner: Id, data: &[u8]) -> Vec<u8> {
        self.decrypt(self.strings, owner, data)
    }

    fn decrypt(&self, cipher: Cipher, owner: Id, data: &[u8]) -> Vec<u8> {
        match cipher {
            Cipher::None => data.to_vec(),
            Cipher::Rc4 => rc4(&self.object_key(owner, b""), data),
            Cipher::Aes128 => {
                let key = self.object_key(owner, b"sAlT");
                unpad(<[u8; 16]>::try_from(key.as_slice()).map_or_else(|_| Vec::new(), |k| aes128(k, data)))
            }
            Cipher::Aes256 => {
                let Some((iv, body)) = data.split_first_chunk::<16>() else {
                    return Vec::new();
                };
                unpad(
                    <[u8; 32]>::try_from(self.file.as_slice())
                        .map_or_else(|_| Vec::new(), |k| aes256(k, *iv, body)),
                )
            }
        }
    }

    /// The key of one object (7.6.3.2).
    fn object_key(&self, owner: Id, salt: &[u8]) -> Vec<u8> {
        let mut hash = Md5::new();
        hash.update(&self.file);
        hash.update(&owner.number.to_le_bytes()[..3]);
        hash.update(&owner.generation.to_le_bytes()[..2]);
        hash.update(salt);
        let mut key = hash.finalize().to_vec();
        key.truncate(self.file.len() + 5);
        key
    }
}

/// The cipher of a crypt filter (7.6.6).
fn filter(file: &File<'_>, encrypt: Dict<'_>, key: &[u8]) -> Cipher {
    let named = file.name(encrypt, key).unwrap_or(b"Identity");
    let filters = file.dict(encrypt, b"CF");
    let method = filters.and_then(|f| file.name(file.dict(f, named)?, b"CFM"));
    match method {
        Some(b"V2") => Cipher::Rc4,
        Some(b"AESV2") => Cipher::Aes128,
        Some(b"AESV3") => Cipher::Aes256,
        _ => Cipher::None,
    }
}

fn string(file: &File<'_>, dict: Dict<'_>, key: &[u8]) -> Option<Vec<u8>> {
    match file.get(dict, key)? {
        Object::Text(text) => Some(text.bytes()),
        _ => None,
    }
}

/// The file's key for revisions 2 to 4, where the empty password is the right one (7.6.4.3.2 and 7.6.4.4).
fn old_key(file: &File<'_>, encrypt: Dict<'_>, id: &[u8], version: i64, revision: i64) -> Option<Vec<u8>> {
    let bits = file
        .int(encrypt, b"Length")
        .unwrap_or(if version == 4 { 128 } else { 40 });
    let n = match (revision, version) {
        (2, _) => 5,
        (_, 4) => 16,
        _ => usize::try_from(bits / 8).ok()?.clamp(5, 16),
    };
    let plain_metadata = matches!(file.get(encrypt, b"EncryptMetadata"), Some(Object::Bool(false)));
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(string(file, encrypt, b"O")?.get(..32)?);
    hash.update((file.int(encrypt, b"P")? as u32).to_le_bytes());
    hash.update(id);
    if revision >= 4 && plain_metadata {
        hash.update([0xFF; 4]);
    }
    let mut key = hash.finalize();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..n]);
        }
    }
    let key = key[..n].to_vec();
    let user = string(file, encrypt, b"U")?;
    let (expected, length) = match revision {
        2 => (rc4(&key, &PADDING), 32),
        _ => {
            let mut hash = Md5::new();
            hash.update(PADDING);
            hash.update(id);
            let mut out = hash.finalize().to_vec();
            for i in 0..20u8 {
                let turned: Vec<u8> = key.iter().map(|b| b ^ i).collect();
                out = rc4(&turned, &out);
            }
            (out, 16)
        }
    };
    (user.get(..length)? == expected.get(..length)?).then_some(key)
}

/// The file's key for revisions 5 and 6, where the empty password is the right one (7.6.4.3.3).
fn new_key(file: &File<'_>, encrypt: Dict<'_>, revision: i64) -> Option<Vec<u8>> {
    let user = string(file, encrypt, b"U")?;
    let locked = string(file, encrypt, b"UE")?;
    let hash = |salt: &[u8]| match revision {
        5 => <[u8; 32]>::from(Sha256::digest(salt)),
        _ => hardened(salt),
    };
    let key = aes256(hash(user.get(40..48)?), [0; 16], locked.get(..32)?);
    // `/Perms` tells by one block whether the key is right; the user hash takes as long as the key did.
    let perms = string(file, encrypt, b"Perms").unwrap_or_default();
    let opened = aes256(
        <[u8; 32]>::try_from(key.as_slice()).ok()?,
        [0; 16],
        perms.get(..16).unwrap_or_default(),
    );
    let right = opened.get(9..12) == Some(b"adb") || hash(user.get(32..40)?) == user.get(..32)?;
    right.then_some(key)
}

/// The hash of revision 6 for the empty password (7.6.4.3.4).
fn hardened(salt: &[u8]) -> [u8; 32] {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0u32;
    loop {
        let mut data = key.repeat(64);
        let (Some(k), Some(iv)) = (
            key.first_chunk::<16>(),
            key.get(16..).and_then(<[u8]>::first_chunk::<16>),
        ) else {
            return [0; 32];
        };
        let mut cipher = cbc::Encryptor::<Aes128>::new(&(*k).into(), &(*iv).into());
        cipher.encrypt_blocks(blocks(&mut data));
        // 256 leaves 1 when divided by 3, so the sum of the bytes tells the remainder of the number.
        let sum: u32 = data.iter().take(16).map(|b| u32::from(*b)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        round += 1;
        let last = data.last().copied().unwrap_or(0);
        if round >= 64 && u32::from(last) <= round - 32 {
            break;
        }
    }
    key.first_chunk().copied().unwrap_or([0; 32])
}

/// The whole blocks of `data`.
fn blocks(data: &mut [u8]) -> &mut [Array<u8, U16>] {
    Array::slice_as_chunks_mut(data).0
}

/// AES-128 in CBC mode; the first block is the initialisation vector.
fn aes128(key: [u8; 16], data: &[u8]) -> Vec<u8> {
    let Some((iv, body)) = data.split_first_chunk::<16>() else {
        return Vec::new();
    };
    let mut out = body.to_vec();
    cbc::Decryptor::<Aes128>::new(&key.into(), &(*iv).into()).decrypt_blocks(blocks(&mut out));
    out
}

fn aes256(key: [u8; 32], iv: [u8; 16], data: &[u8]) -> Vec<u8> {
    let mut out = data.to_vec();
    cbc::Decryptor::<Aes256>::new(&key.into(), &iv.into()).decrypt_blocks(blocks(&mut out));
    out
}

/// Without the padding of the last block (7.6.3.1); a damaged stream may lack it.
fn unpad(mut data: Vec<u8>) -> Vec<u8> {
    if let Some(n @ 1..=16) = data.last().copied() {
        data.truncate(data.len().saturating_sub(usize::from(n)));
    }
    data
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|i| i as u8);
    let mut j = 0u8;
    for i in 0..256 {
        let k = key.get(i % key.len().max(1)).copied().unwrap_or(0);
        j = j.wrapping_add(state[i]).wrapping_add(k);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0u8, 0u8);
    let turn = |b: &u8| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        b ^ state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    data.iter().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_by_its_published_vector() {
        assert_eq!(
            rc4(b"Key", b"Plaintext"),
            [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]
        );
    }

    #[test]
    fn aes_by_its_published_vector() {
        // NIST SP 800-38A, F.2.2 CBC-AES128.Decrypt, first block.
        let key = *b"\x2b\x7e\x15\x16\x28\xae\xd2\xa6\xab\xf7\x15\x88\x09\xcf\x4f\x3c";
        let data = b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x76\x49\xab\xac\x81\x19\xb2\x46\xce\xe9\x8e\x9b\x12\xe9\x19\x7d";
        assert_eq!(
            aes128(key, data),
            b"\x6b\xc1\xbe\xe2\x2e\x40\x9f\x96\xe9\x3d\x7e\x11\x73\x93\x17\x2a"
        );
    }

    #[test]
    fn padding_goes() {
        assert_eq!(unpad(vec![1, 2, 2, 2]), [1, 2]);
        assert_eq!(unpad(vec![1, 99]), [1, 99]);
        assert!(unpad(vec![16]).is_empty());
    }
}
