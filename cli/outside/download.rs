//! Downloads: a server on 127.0.0.1 in this program, and a client that blocks a thread for each file, so that no lane does.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use interleave_core::outside::{Answer, Failure, Fault, Get, Refusal};
use tiny_http::{Request, Response, Server};
use ureq::Agent;

/// The server's address and a client.
pub struct Downloads {
    pub address: Result<SocketAddr, String>,
    agent: Agent,
}

/// How much longer than its client's patience the server keeps silent.
const SILENCE: Duration = Duration::from_secs(1);

impl Downloads {
    /// Starts the server. If it fails, each question is answered by the reason.
    pub fn start() -> Self {
        // No proxy: the server is on this very machine. A connection for each file, so that one that broke off is not used again.
        let agent = Agent::config_builder().proxy(None).max_idle_connections(0).http_status_as_error(false).build();
        Self { address: serve(), agent: agent.into() }
    }

    /// Asks for a file.
    pub fn get(&self, get: Get, answer: oneshot::Sender<Answer>) {
        let (address, agent) = (self.address.clone(), self.agent.clone());
        // If there is no thread, the way of the answer is dropped, and that is what whoever asks is told.
        let _ = thread::Builder::new().name("download".to_owned()).spawn(move || {
            let body = address.map_err(Refusal::lasting).and_then(|address| fetch(&agent, address, &get));
            // Whoever was cancelled meanwhile does not listen any more.
            let _ = answer.send(body);
        });
    }
}

fn fetch(agent: &Agent, address: SocketAddr, get: &Get) -> Answer {
    let refusal = |error: &ureq::Error| match error {
        ureq::Error::Timeout(_) => get.refusal(Failure::TooLate),
        _ => get.refusal(Failure::BrokenOff),
    };
    let request = agent
        .get(format!("http://{address}/download?{}", get.query()))
        .header("Connection", "close")
        .config()
        .timeout_global(Some(Duration::from_millis(get.timeout_ms)))
        .build();
    let response = request.call().map_err(|error| refusal(&error))?;
    if response.status() != 200 {
        return Err(get.refusal(Failure::Status(response.status().as_u16())));
    }
    // One more than it has, so that a longer file is seen.
    let body = response.into_body().into_with_config().limit(get.bytes + 1).read_to_vec();
    let body = body.map_err(|error| refusal(&error))?;
    if body.len() as u64 == get.bytes { Ok(body) } else { Err(get.refusal(Failure::BrokenOff)) }
}

fn serve() -> Result<SocketAddr, String> {
    let no_server = |why: String| format!("The server for downloads could not be started: {why}.");
    let server = Server::http("127.0.0.1:0").map_err(|error| no_server(error.to_string()))?;
    let address = server.server_addr().to_ip().ok_or_else(|| no_server("it has no address".to_owned()))?;
    let answer_all = move || {
        for request in server.incoming_requests() {
            // A delay holds up nobody else. Without a thread, the connection is closed.
            let _ = thread::Builder::new().name("download server".to_owned()).spawn(move || {
                // Whoever gave up does not listen any more.
                let _ = answer(request);
            });
        }
    };
    let server = thread::Builder::new().name("download server".to_owned()).spawn(answer_all);
    server.map(|_| address).map_err(|error| no_server(error.to_string()))
}

fn answer(request: Request) -> io::Result<()> {
    let query = request.url().strip_prefix("/download?");
    let Some(get) = query.and_then(Get::from_query) else {
        return request.respond(Response::empty(400));
    };
    thread::sleep(Duration::from_millis(get.delay_ms));
    match get.fault {
        Fault::None => request.respond(Response::from_data(get.body())),
        Fault::Missing => request.respond(Response::empty(404)),
        Fault::Reset => {
            let mut connection = request.into_writer();
            write!(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", get.bytes)?;
            connection.write_all(&get.body()[..get.bytes as usize / 2])?;
            connection.flush()
        }
        Fault::Timeout => {
            thread::sleep(Duration::from_millis(get.timeout_ms) + SILENCE);
            request.respond(Response::empty(503))
        }
    }
}
