//! The servers of a connection: the lists of `host`, `hostaddr` and `port` joined
//! (PostgreSQL manual, "Specifying Multiple Hosts").

use std::net::IpAddr;
use std::path::PathBuf;

use super::layers::Layers;
use crate::error::{Report, Result};

/// The port a server listens on when nothing else is said.
const PORT: u16 = 5432;

/// One server to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// The name as given: a host name, an address, the folder of a Unix socket, or nothing.
    pub name: String,
    /// The address to go to instead of asking for the name's.
    pub addr: Option<IpAddr>,
    /// The port, which also names the socket file.
    pub port: u16,
}

impl Host {
    /// Returns the folder of the Unix socket, if that is how this server is reached.
    pub fn socket_folder(&self) -> Option<PathBuf> {
        if self.addr.is_some() {
            None
        } else if self.name.is_empty() {
            Some(default_folder())
        } else if self.name.starts_with('/') {
            Some(PathBuf::from(&self.name))
        } else {
            None
        }
    }

    /// Returns the socket file, if that is how this server is reached.
    pub fn socket(&self) -> Option<PathBuf> {
        let folder = self.socket_folder()?;
        Some(folder.join(format!(".s.PGSQL.{}", self.port)))
    }

    /// Tells whether no network lies between: a Unix socket or the loopback.
    pub fn is_local(&self) -> bool {
        let ip = self.addr.or_else(|| self.name.parse().ok());
        self.socket_folder().is_some()
            || self.name == "localhost" && self.addr.is_none()
            || ip.is_some_and(|ip| ip.is_loopback())
    }

    /// Returns the name under which the password file knows this server: sockets in the
    /// default folder are `localhost` there.
    pub(super) fn passfile_name(&self) -> String {
        match self.socket_folder() {
            Some(folder) if folder == default_folder() => "localhost".into(),
            _ if self.name.is_empty() => self.addr.map(|ip| ip.to_string()).unwrap_or_default(),
            _ => self.name.clone(),
        }
    }

    /// Returns `host:port`, or the folder of the socket and the port.
    pub fn describe(&self) -> String {
        let port = self.port;
        match (self.socket_folder(), self.addr) {
            (Some(folder), _) => format!("{}:{port}", folder.display()),
            (None, Some(addr)) if self.name.is_empty() => bracketed(&addr.to_string(), port),
            (None, Some(addr)) => format!("{} ({addr})", bracketed(&self.name, port)),
            (None, None) => bracketed(&self.name, port),
        }
    }
}

fn bracketed(name: &str, port: u16) -> String {
    if name.contains(':') {
        format!("[{name}]:{port}")
    } else {
        format!("{name}:{port}")
    }
}

/// Returns the folder that servers put their socket in: the packages' choice where that
/// folder exists, else PostgreSQL's own default.
fn default_folder() -> PathBuf {
    let packaged = PathBuf::from("/var/run/postgresql");
    if packaged.is_dir() {
        packaged
    } else {
        PathBuf::from("/tmp")
    }
}

/// Returns the servers to try, in order.
pub(super) fn read(layers: &Layers) -> Result<Vec<Host>> {
    let names = list(layers, "host");
    let addrs = list(layers, "hostaddr");
    let ports = list(layers, "port");
    let count = names.len().max(addrs.len()).max(1);
    if !names.is_empty() && !addrs.is_empty() && names.len() != addrs.len() {
        return Err(layers
            .wrong("hostaddr", "a list as long as that of host")
            .hint(format!(
                "host has {}, hostaddr {}",
                names.len(),
                addrs.len()
            )));
    }
    if ports.len() > 1 && ports.len() != count {
        return Err(layers
            .wrong("port", "one number, or one for each host")
            .hint(format!("there are {count} hosts and {} ports", ports.len())));
    }
    let mut hosts = Vec::with_capacity(count);
    for i in 0..count {
        let name = names.get(i).cloned().unwrap_or_default();
        if name.starts_with('@') {
            return Err(Report::usage("abstract Unix sockets are not supported").on(name));
        }
        let addr = match addrs.get(i).map(String::as_str).unwrap_or_default() {
            "" => None,
            addr => Some(
                addr.parse()
                    .map_err(|_| layers.wrong("hostaddr", "an IPv4 or IPv6 address"))?,
            ),
        };
        let port = ports.get(i).or(ports.first()).map(|port| port.trim());
        let port = match port.unwrap_or_default() {
            "" => PORT,
            port => match port.parse() {
                Ok(0) | Err(_) => return Err(layers.wrong("port", "a number from 1 to 65535")),
                Ok(port) => port,
            },
        };
        hosts.push(Host { name, addr, port });
    }
    Ok(hosts)
}

fn list(layers: &Layers, name: &str) -> Vec<String> {
    let text = layers.filled(name);
    text.iter()
        .flat_map(|text| text.split(','))
        .map(|one| one.trim().to_owned())
        .collect()
}
