//! Messages between workers that share no memory. The page's `Mailbox` posts and hands over what comes; this makes a channel of it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::host::{Channel, HostError, Keeper, Kept, Message, Payload};
use js_sys::{BigUint64Array, Function, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::{brief, prompt};

#[wasm_bindgen]
extern "C" {
    /// Either end of the connection between the engine and a process worker: `web/workers/mailbox.ts`.
    pub type Mailbox;

    /// The number of the worker.
    #[wasm_bindgen(method, getter)]
    fn number(this: &Mailbox) -> u32;

    #[wasm_bindgen(method, catch)]
    fn post(this: &Mailbox, head: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = postWith)]
    fn post_with(this: &Mailbox, head: &[u8], payload: Uint8Array) -> Result<(), JsValue>;

    /// For a head that is a number, as `brief.rs` makes it.
    #[wasm_bindgen(method, catch, js_name = postBrief)]
    fn post_brief(this: &Mailbox, head: f64) -> Result<(), JsValue>;

    /// What is called with each message, by whether it is a number, and when the other end is gone.
    #[wasm_bindgen(method)]
    fn listen(this: &Mailbox, brief: &Function, message: &Function, gone: &Function);

    /// What it has taken is not understood.
    #[wasm_bindgen(method, js_name = onDistrust)]
    fn distrust(this: &Mailbox);

    #[wasm_bindgen(method)]
    fn close(this: &Mailbox);

    /// A lane of another machine that was asked for: `web/workers/lent-lane.ts`.
    pub type AskedLane;

    #[wasm_bindgen(method, getter)]
    pub fn mailbox(this: &AskedLane) -> Mailbox;

    /// Becomes a [`LentBy`].
    #[wasm_bindgen(method, getter)]
    pub fn lent(this: &AskedLane) -> js_sys::Promise;

    /// Who has lent a lane.
    pub type LentBy;

    #[wasm_bindgen(method, getter)]
    fn worker(this: &LentBy) -> String;

    #[wasm_bindgen(method, getter)]
    fn process(this: &LentBy) -> u32;

    /// `Message` of `web/workers/mailbox.ts`.
    type PostedMessage;

    #[wasm_bindgen(method, getter)]
    fn head(this: &PostedMessage) -> Uint8Array;

    #[wasm_bindgen(method, getter)]
    fn payload(this: &PostedMessage) -> Option<Uint8Array>;
}

/// One end of a connection; the engine's end ends the worker when it is dropped.
pub struct WorkerChannel {
    mailbox: Mailbox,
    process: u32,
    /// Who has lent the process, where that is another machine.
    worker: Option<String>,
    inbox: Rc<Inbox>,
    /// What the mailbox calls, for as long as the channel lives.
    _listeners: (Listener<f64>, Listener<PostedMessage>, Listener<JsValue>),
}

/// What JavaScript calls with something.
type Listener<T> = Closure<dyn FnMut(T)>;

/// What has come and was not read yet.
#[derive(Default)]
struct Inbox {
    messages: RefCell<VecDeque<Message>>,
    /// The other end is gone: there will be nothing more.
    gone: RefCell<Option<HostError>>,
    /// Who waits for a message.
    reader: Cell<Option<Waker>>,
}

impl Inbox {
    fn put(&self, message: Message) {
        self.messages.borrow_mut().push_back(message);
        self.wake();
    }

    fn wake(&self) {
        if let Some(reader) = self.reader.take() {
            prompt::at_once(|| reader.wake());
        }
    }
}

impl WorkerChannel {
    /// The end that `mailbox` stands for.
    pub fn new(mailbox: Mailbox) -> Self {
        let inbox = Rc::<Inbox>::default();
        let [own, others, last] = [0; 3].map(|_| inbox.clone());
        let brief = Closure::own_assert_unwind_safe(move |head: f64| {
            own.put(Message { head: brief::bytes_of(head), payload: Payload::default() })
        });
        let message = Closure::own_assert_unwind_safe(move |posted: PostedMessage| others.put(message_of(&posted)));
        let end = Closure::own_assert_unwind_safe(move |why: JsValue| {
            last.gone.replace(Some(gone(why)));
            last.wake();
        });
        let [of_brief, of_message, of_end]: [&Function; 3] =
            [brief.as_ref(), message.as_ref(), end.as_ref()].map(JsValue::unchecked_ref);
        mailbox.listen(of_brief, of_message, of_end);
        Self { process: mailbox.number(), mailbox, worker: None, inbox, _listeners: (brief, message, end) }
    }

    /// The same end, of a process that somebody has lent.
    pub fn lent_by(mut self, by: &LentBy) -> Self {
        (self.process, self.worker) = (by.process(), Some(by.worker()));
        self
    }
}

impl Channel for WorkerChannel {
    fn process(&self) -> u32 {
        self.process
    }

    fn worker(&self) -> Option<&str> {
        self.worker.as_deref()
    }

    fn distrust(&self) {
        self.mailbox.distrust();
    }

    fn send(&self, message: Message) -> Result<(), HostError> {
        let Message { head, payload } = &message;
        if payload.is_empty() {
            let posted =
                brief::number_of(head).map_or_else(|| self.mailbox.post(head), |head| self.mailbox.post_brief(head));
            return posted.map_err(gone);
        }
        // What was received and is passed on has never been in this memory.
        let payload = match payload {
            Payload::Kept(kept) => take(kept.number()),
            Payload::Numbers(numbers) => Uint8Array::new(&BigUint64Array::from(numbers.as_slice()).buffer()),
            other => Uint8Array::from(&*other.bytes()),
        };
        self.mailbox.post_with(head, payload).map_err(gone)
    }

    fn receive(&self) -> LocalBoxFuture<'_, Result<Message, HostError>> {
        poll_fn(|context| {
            if let Some(message) = self.inbox.messages.borrow_mut().pop_front() {
                return Poll::Ready(Ok(message));
            }
            if let Some(gone) = &*self.inbox.gone.borrow() {
                return Poll::Ready(Err(gone.clone()));
            }
            self.inbox.reader.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .boxed_local()
    }
}

fn message_of(posted: &PostedMessage) -> Message {
    Message { head: posted.head().to_vec(), payload: posted.payload().map(keep).unwrap_or_default() }
}

impl Drop for WorkerChannel {
    fn drop(&mut self) {
        self.mailbox.close();
    }
}

thread_local! {
    /// Bytes that were received and nobody has read or passed on yet, by number. They lie outside of this worker's wasm memory.
    static KEPT: RefCell<BTreeMap<u32, Uint8Array>> = const { RefCell::new(BTreeMap::new()) };
}

const KEEPER: Keeper = Keeper {
    copy: |number| KEPT.with_borrow(|kept| kept.get(&number).map(Uint8Array::to_vec)).unwrap_or_default(),
    forget: |number| drop(take(number)),
};

fn keep(bytes: Uint8Array) -> Payload {
    let length = bytes.length() as usize;
    if length == 0 {
        return Payload::default();
    }
    let number = KEPT.with_borrow_mut(|kept| {
        let number = kept.last_key_value().map_or(0, |(last, _)| last + 1);
        kept.insert(number, bytes);
        number
    });
    Payload::Kept(Kept::new(number, length, KEEPER))
}

fn take(number: u32) -> Uint8Array {
    KEPT.with_borrow_mut(|kept| kept.remove(&number)).unwrap_or_default()
}

/// The message of what a worker or a mailbox threw.
pub fn error_message(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| "no reason given".to_owned())
}

fn gone(error: JsValue) -> HostError {
    HostError::Gone(error_message(&error))
}
