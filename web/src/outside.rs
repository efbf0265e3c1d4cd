//! The world outside in a browser: a worker of its own answers, by JavaScript.
//!
//! A lane that blocks can receive no message. With shared memory, the worker that answers is a thread of this very engine, and questions and
//! answers travel through the memory: std's condition variables and the futures of wasm-bindgen wait there by `Atomics.wait` and
//! `Atomics.waitAsync`. Without shared memory nothing blocks, and both travel by messages.

use futures::future::{FutureExt as _, LocalBoxFuture};
use interleave_core::outside::{Answer, Failure, Outside, Refusal, Request};
use interleave_core::workload::company_database;
use js_sys::{Function, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::mailbox::error_message;

/// The way to the worker that answers.
pub struct BrowserOutside;

#[cfg(feature = "threads")]
mod shared {
    use std::panic::AssertUnwindSafe;
    use std::sync::{LazyLock, Mutex, PoisonError};

    use futures::StreamExt as _;
    use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
    use futures::channel::oneshot;
    use wasm_bindgen::JsError;

    use super::*;

    struct Asked {
        request: Request,
        answer: oneshot::Sender<Answer>,
    }

    struct Way {
        to_worker: UnboundedSender<Asked>,
        /// Taken by the worker that answers.
        questions: Mutex<Option<UnboundedReceiver<Asked>>>,
    }

    static WAY: LazyLock<Way> = LazyLock::new(|| {
        let (to_worker, questions) = mpsc::unbounded();
        Way { to_worker, questions: Mutex::new(Some(questions)) }
    });

    impl Outside for BrowserOutside {
        fn ask(&self, request: Request) -> LocalBoxFuture<'_, Answer> {
            let (answer, answered) = oneshot::channel();
            // While nobody listens it stays there, and whoever asks gives up in time.
            let _ = WAY.to_worker.unbounded_send(Asked { request, answer });
            answered.map(|answer| answer.unwrap_or_else(|_| Err(nobody()))).boxed_local()
        }
    }

    /// The whole life of the worker that answers, as a thread of this engine: each question is given to `answer`, a function from a
    /// request to the promise of bytes. Questions do not wait for each other.
    ///
    /// # Errors
    /// When another worker answers already.
    #[wasm_bindgen(js_name = answerOutside)]
    pub async fn answer_outside(answer: Function) -> Result<(), JsError> {
        AssertUnwindSafe(async move {
            let questions = WAY.questions.lock().unwrap_or_else(PoisonError::into_inner).take();
            let mut questions = questions.ok_or_else(|| JsError::new("Another worker answers already."))?;
            while let Some(Asked { request, answer: way_back }) = questions.next().await {
                let asked = call(&answer, request);
                wasm_bindgen_futures::spawn_local(AssertUnwindSafe(async move {
                    // Whoever was cancelled meanwhile does not listen any more.
                    let _ = way_back.send(asked.await);
                }));
            }
            Ok(())
        })
        .await
    }
}

#[cfg(not(feature = "threads"))]
thread_local! {
    static ANSWER: std::cell::RefCell<Option<Function>> = const { std::cell::RefCell::new(None) };
}

/// Has questions answered by `answer`, a function from a request to the promise of bytes.
#[cfg(not(feature = "threads"))]
#[wasm_bindgen(js_name = setOutside)]
pub fn set_outside(answer: Function) {
    ANSWER.set(Some(answer));
}

#[cfg(not(feature = "threads"))]
impl Outside for BrowserOutside {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Answer> {
        match ANSWER.with_borrow(Clone::clone) {
            Some(answer) => call(&answer, request).boxed_local(),
            None => std::future::ready(Err(nobody())).boxed_local(),
        }
    }
}

fn nobody() -> Refusal {
    Refusal::lasting("Nobody answers here: the worker that should has ended, or was never started.")
}

/// Calls JavaScript for the answer. It has been called when this returns.
fn call(answer: &Function, request: Request) -> impl Future<Output = Answer> + use<> {
    let promise = request
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(JsValue::from)
        .and_then(|request| answer.call1(&JsValue::NULL, &request))
        .map(|answer| Promise::resolve(&answer));
    async move {
        let refusal = |error: JsValue| match &request {
            Request::Select { .. } => company_database::refusal(&error_message(&error)),
            Request::Read(_) => Refusal::lasting(error_message(&error)),
            Request::Get(get) => get.refusal(Failure::from_code(&error_message(&error))),
        };
        let bytes = JsFuture::from(promise.map_err(&refusal)?).await.map_err(&refusal)?;
        Ok(bytes.unchecked_into::<Uint8Array>().to_vec())
    }
}
