//! How the parts of an Office Open XML package belong together (ECMA-376, part 2, 6.5).

use super::Package;
use crate::error::ErrorKind;
use crate::model::Limits;
use crate::text::xml::{Ns, Tree, decoded};

/// One relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::text) struct Relation {
    /// By which the part names it.
    pub id: String,
    /// The last word of its type: `styles`, `header`.
    pub kind: String,
    /// The part it leads to.
    pub target: String,
}

impl Package<'_> {
    /// The relations of a part, of the package itself for an empty name; none where they cannot be read.
    ///
    /// # Errors
    /// They are over a limit.
    pub fn relations(&self, part: &str, limits: &Limits) -> Result<Vec<Relation>, ErrorKind> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(bytes) = self.part(&format!("{folder}/_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        let mut out = Vec::new();
        for relation in tree.root().all(Ns::Rel, "Relationship") {
            let get = |name| relation.attribute(name).unwrap_or_default();
            if get("TargetMode") == "External" {
                continue;
            }
            out.push(Relation {
                id: get("Id").into_owned(),
                kind: get("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolved(folder, &get("Target")),
            });
        }
        Ok(out)
    }
}

/// A target as a name within the package.
fn resolved(folder: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.trim_start_matches('/').to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_to_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../custom/item.xml"), "custom/item.xml");
        assert_eq!(resolved("word", "/word/a.xml"), "word/a.xml");
    }
}
