//! Messages between workers that share no memory. The page's `Mailbox` posts and receives; this makes a channel of it.

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{Channel, HostError, Message};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Either end of the connection between the engine and a process worker: `web/workers/mailbox.ts`.
    pub type Mailbox;

    /// The number of the worker.
    #[wasm_bindgen(method, getter)]
    fn number(this: &Mailbox) -> u32;

    #[wasm_bindgen(method, catch)]
    fn post(this: &Mailbox, head: &str, payload: Uint8Array) -> Result<(), JsValue>;

    /// A promise of the next message; it rejects when the other end is gone.
    #[wasm_bindgen(method)]
    fn next(this: &Mailbox) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Mailbox);

    /// What `next` promises: `Message` of `web/workers/mailbox.ts`.
    type PostedMessage;

    #[wasm_bindgen(method, getter)]
    fn head(this: &PostedMessage) -> String;

    #[wasm_bindgen(method, getter)]
    fn payload(this: &PostedMessage) -> Uint8Array;
}

/// One end of a connection; the engine's end ends the worker when it is dropped.
pub struct WorkerChannel {
    mailbox: Mailbox,
}

impl WorkerChannel {
    /// The end that `mailbox` stands for.
    pub fn new(mailbox: Mailbox) -> Self {
        Self { mailbox }
    }
}

impl Channel for WorkerChannel {
    fn process(&self) -> u32 {
        self.mailbox.number()
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let payload = Uint8Array::from(message.payload.as_slice());
        self.mailbox.post(&message.head, payload).map_err(gone)
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        let next = JsFuture::from(self.mailbox.next());
        async move {
            let posted: PostedMessage = next.await.map_err(gone)?.unchecked_into();
            Ok(Message { head: posted.head(), payload: posted.payload().to_vec() })
        }
        .boxed_local()
    }
}

impl Drop for WorkerChannel {
    fn drop(&mut self) {
        self.mailbox.close();
    }
}

/// The message of what a worker or a mailbox threw.
pub fn error_message(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| "no reason given".to_owned())
}

fn gone(error: JsValue) -> HostError {
    HostError::Gone(error_message(&error))
}
