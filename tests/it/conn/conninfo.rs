//! Connection texts, judged by psql: what libpq makes of a text and its surroundings, we make.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use pgworks_core::conn::{Conninfo, connect};

use super::environment;
use crate::harness::{self, Server};

const ASK: &str = "SELECT current_user || '|' || current_database() || '|' \
                   || current_setting('application_name') || '|' \
                   || current_setting('work_mem')";

/// Returns what psql answers, or nothing where it cannot connect.
fn judge(server: &Server, text: &str, vars: &[(&str, &str)], home: &Path) -> Option<String> {
    let beside = server.cluster().bin().join("psql");
    let program = if beside.is_file() {
        beside
    } else {
        "psql".into()
    };
    let output = Command::new(program)
        .args(["-X", "-A", "-t", "-w", "-c", ASK, "-d", text])
        .env_clear()
        .env("HOME", home)
        .env("PATH", "/usr/bin:/bin")
        .envs(vars.iter().copied())
        .output()
        .unwrap();
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

/// Returns what our session answers, or nothing where it cannot connect.
async fn ours(text: &str, vars: &[(&str, &str)], home: &Path) -> Option<String> {
    let conninfo = Conninfo::parse(text, &environment(vars, Some(home))).ok()?;
    let session = connect(&conninfo, "psql").await.ok()?;
    let row = session.query_one(ASK).await.unwrap();
    row.get(0).map(str::to_owned)
}

/// Returns texts that connect and texts that do not.
fn texts(folder: &str, name: &str, role: &str) -> Vec<String> {
    let encoded = folder.replace('/', "%2F");
    vec![
        format!("host={folder} user=postgres dbname={name}"),
        format!("host = '{folder}'user=postgres dbname = {name}  "),
        format!("host={folder} user=postgres dbname=nix dbname={name}"),
        format!(
            "host={folder} user={} dbname={name}",
            role.replace('\'', "\\'")
        ),
        format!(
            "host={folder} user='{}' dbname={name}",
            role.replace('\'', "\\'")
        ),
        format!("host={folder} user=postgres dbname={name} application_name='a b'"),
        format!("host={folder} user=postgres dbname={name} options='-c work_mem=5MB'"),
        format!("host={folder} user=postgres dbname=''"),
        format!("host={folder} user=postgres dbname={name} port=''"),
        format!("host={folder} user=postgres dbname={name} port=5433"),
        format!("host={folder} user=postgres dbname={name} port=0"),
        format!("host={folder} user=postgres dbname={name} sslmode=verify-full"),
        format!("host={folder} user=postgres dbname={name} sslmode=''"),
        format!("host={folder} user=postgres dbname={name} hots=x"),
        format!("host={folder} user=postgres dbname={name} connect_timeout=x"),
        format!("host={folder} user=postgres dbname={name} gssencmode=disable"),
        format!("host={folder} user=postgres dbname={name} target_session_attrs=primary"),
        format!("host={folder},/nix user=postgres dbname={name} port=1,5432"),
        format!("host=/nix,{folder} user=postgres dbname={name} port=5432"),
        format!("host=/nix,{folder} user=postgres dbname={name} port=1,2,3"),
        format!("postgresql://postgres@{encoded}/{name}"),
        format!("postgres://postgres@{encoded}:5432/{name}?application_name=%61b"),
        format!("postgresql:///{name}?host={folder}&user=postgres"),
        format!("postgresql:///{name}?host={folder}&user=postgres&user=nobody"),
        format!(
            "postgresql://{}@{encoded}/{name}",
            role.replace('\'', "%27")
        ),
        format!("postgresql://postgres:secret@{encoded}/{name}"),
        format!("postgresql://postgres@%2Fnix,{encoded}/{name}"),
        format!("postgresql://postgres@{encoded}/{name}?options=-c%20work_mem%3D6MB"),
        format!("postgresql://postgres@{encoded}/{name}?nix=1"),
        format!("postgresql://postgres@{encoded}/{name}?sslmode"),
        format!("postgresql://postgres@{encoded}/{name}%zz"),
        format!("postgresql://postgres@[{encoded}/{name}"),
        "service=here".to_owned(),
        "service=here options=''".to_owned(),
        "service=broken".to_owned(),
        "service=absent".to_owned(),
        format!("service=here user={}", role.replace('\'', "\\'")),
        "postgresql://?service=here".to_owned(),
    ]
}

#[tokio::test]
async fn texts_mean_what_they_mean_to_libpq() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let server = database.server();
    let name = database.name().to_owned();
    let role = format!("{name}_o'role");
    database.psql(&format!("CREATE ROLE \"{role}\" LOGIN"));
    let folder = server.cluster().socket_folder().display().to_string();
    let home = tempfile::tempdir().unwrap();
    let services = format!(
        "[here]\nhost={folder}\nuser=postgres\ndbname={name}\noptions=-c work_mem=7MB\n\
         [broken]\nhost={folder}\nhots=x\n"
    );
    fs::write(home.path().join(".pg_service.conf"), services).unwrap();
    let vars = [
        ("PGHOST", folder.as_str()),
        ("PGUSER", "postgres"),
        ("PGDATABASE", name.as_str()),
    ];
    let cases = texts(&folder, &name, &role);
    let mut connected = 0;
    for text in &cases {
        for vars in [&[][..], &vars[..]] {
            let judged = judge(server, text, vars, home.path());
            connected += usize::from(judged.is_some());
            assert_eq!(
                ours(text, vars, home.path()).await,
                judged,
                "{text} {vars:?}"
            );
        }
    }
    assert!(connected >= 30, "only {connected} texts connected at all");
    database.psql(&format!("DROP ROLE \"{role}\""));
}

#[tokio::test]
async fn the_environment_is_read_as_libpq_reads_it() {
    let Some(database) = harness::database("conn") else {
        return harness::skip(harness::NO_SERVER);
    };
    let server = database.server();
    let name = database.name().to_owned();
    let folder = server.cluster().socket_folder().display().to_string();
    let home = tempfile::tempdir().unwrap();
    let services = home.path().join("services");
    let text = format!("[here]\nhost={folder}\nuser=postgres\ndbname={name}\n");
    fs::write(&services, text).unwrap();
    fs::set_permissions(&services, fs::Permissions::from_mode(0o644)).unwrap();
    let services = services.display().to_string();
    let base = [("PGHOST", folder.as_str()), ("PGUSER", "postgres")];
    let cases: [&[(&str, &str)]; 9] = [
        &[],
        &[("PGDATABASE", &name)],
        &[("PGDATABASE", &name), ("PGAPPNAME", "mine")],
        &[("PGDATABASE", &name), ("PGOPTIONS", "-c work_mem=9MB")],
        &[("PGPORT", "5431")],
        &[("PGSSLMODE", "nonsense")],
        &[("PGSERVICE", "here"), ("PGSERVICEFILE", &services)],
        &[("PGSERVICE", "absent"), ("PGSERVICEFILE", &services)],
        &[("PGTARGETSESSIONATTRS", "standby")],
    ];
    for case in cases {
        let vars = [&base[..], case].concat();
        let judged = judge(server, "", &vars, home.path());
        assert_eq!(ours("", &vars, home.path()).await, judged, "{case:?}");
    }
}
