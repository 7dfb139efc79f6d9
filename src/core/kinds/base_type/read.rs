//! How base types are read.

use crate::{
    error::Result,
    kinds::{Address, Fields, Query, ReadCx, Reader, Stage, class, common},
};

use super::{BASE_TYPE, FLAGS, OPTIONS};

/// Array types are told by their output function: a base type may claim their category.
pub(super) fn query(cx: &ReadCx) -> Query {
    let scope = cx.in_scope("t.typnamespace");
    let common = common::columns("t.typowner", "t.typacl", "T");
    let options: Vec<&str> = OPTIONS.iter().map(|(_, _, text)| *text).collect();
    Query::new(
        Stage::Objects,
        format!(
            "SELECT t.oid, t.typnamespace, t.typname, {}, t.typbyval, t.typispreferred, \
             t.typcollation <> 0, {common} FROM pg_type t \
             WHERE t.typtype = 'b' AND t.typoutput <> 'array_out'::regproc AND {scope}",
            options.join(", ")
        ),
    )
}

pub(super) fn read(row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
    let address = Address::new(class::TYPE, row.take()?);
    let schema = row.take()?;
    let Some(mut draft) = reader.top(BASE_TYPE, address, schema, &[row.take()?]) else {
        return Ok(());
    };
    for (attr, ..) in OPTIONS {
        if let Some(text) = row.take::<Option<&str>>()? {
            draft.set(*attr, reader.name(text));
        }
    }
    for (attr, _) in FLAGS {
        draft.flag(attr, row.take()?);
    }
    common::read(row, reader, &mut draft)?;
    reader.push(draft);
    Ok(())
}
