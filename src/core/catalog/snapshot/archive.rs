//! The ZIP archive of a snapshot. The file is somebody else's: what it says of itself is
//! checked before it is believed, and no more comes out of it than can be honest.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{
    Entry, FORMAT, MANIFEST, Manifest, VERSION, hexadecimal,
    line::Line,
    most, on,
    read::{damaged, foreign},
    seal,
};
use crate::error::{Report, Result};

/// An open file, and how many bytes may still come out of it.
pub(super) struct Archive<'a> {
    path: &'a Path,
    zip: ZipArchive<BufReader<File>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the file.
    pub(super) fn open(path: &'a Path) -> Result<Self> {
        let failed = |error| {
            on(
                path,
                Report::usage("cannot read the snapshot").because(error),
            )
        };
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        if !about.is_file() {
            return Err(on(
                path,
                Report::usage("a snapshot is a file, and this is none"),
            ));
        }
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| foreign(path, error))?;
        let left = most(about.len());
        Ok(Self { path, zip, left })
    }

    /// Decompresses an entry of at most `bytes` bytes.
    fn bytes(&mut self, name: &str, bytes: u64) -> Result<Vec<u8>> {
        let path = self.path;
        let entry = self
            .zip
            .by_name(name)
            .map_err(|error| damaged(path, error))?;
        let mut text = Vec::new();
        entry
            .take(bytes.saturating_add(1))
            .read_to_end(&mut text)
            .map_err(|error| damaged(path, error))?;
        let length = text.len() as u64;
        if length > bytes {
            return Err(damaged(
                path,
                format!("{name} is longer than it says, or than any schema"),
            ));
        }
        self.left = self.left.saturating_sub(length);
        Ok(text)
    }

    /// Reads what the file says of itself.
    pub(super) fn manifest(&mut self) -> Result<Manifest> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
            pgworks: String,
        }
        let path = self.path;
        if self.zip.index_for_name(MANIFEST).is_none() {
            return Err(foreign(path, format!("it holds no {MANIFEST}")));
        }
        let text = self.bytes(MANIFEST, self.left)?;
        let head: Head = serde_json::from_slice(&text).map_err(|error| foreign(path, error))?;
        if head.format != FORMAT {
            return Err(foreign(path, format!("its format is {}", head.format)));
        }
        if head.version != VERSION {
            let report = Report::usage(format!(
                "the snapshot has version {} of the format; this pgworks reads version {VERSION}",
                head.version
            ));
            return Err(on(path, report).hint(format!("read it with pgworks {}", head.pgworks)));
        }
        if self.zip.comment() != seal(&text).as_bytes() {
            return Err(damaged(
                path,
                format!("{MANIFEST} is not as it was written"),
            ));
        }
        serde_json::from_slice(&text).map_err(|error| damaged(path, error))
    }

    /// Reads the objects of an entry.
    pub(super) fn objects(
        &mut self,
        entry: &Entry,
        mut take: impl FnMut(Line) -> Result<()>,
    ) -> Result<()> {
        let path = self.path;
        let file = &entry.file;
        if entry.bytes > self.left {
            return Err(damaged(
                path,
                format!("{file} is larger than any schema of its size"),
            ));
        }
        let text = self.bytes(file, entry.bytes)?;
        if hexadecimal(Sha256::new_with_prefix(&text)) != entry.sha256 {
            return Err(damaged(path, format!("{file} is not as it was written")));
        }
        let mut objects = 0;
        for line in text
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            let line = serde_json::from_slice(line).map_err(|error| damaged(path, error))?;
            take(line)?;
            objects += 1;
        }
        if objects != entry.objects {
            return Err(damaged(
                path,
                format!("{file} does not hold {} objects", entry.objects),
            ));
        }
        Ok(())
    }
}
