//! The global object of the worker that this runs in, by the types of web-sys.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::WorkerGlobalScope;

#[wasm_bindgen]
extern "C" {
    /// web-sys' type, and the one property that it does not have.
    #[wasm_bindgen(extends = WorkerGlobalScope)]
    pub type Scope;

    /// Nothing in a browser that does not know isolation.
    #[wasm_bindgen(method, getter, js_name = crossOriginIsolated)]
    pub fn cross_origin_isolated(this: &Scope) -> Option<bool>;
}

/// All of this crate runs in workers, so the global object is a worker's.
pub fn scope() -> Scope {
    js_sys::global().unchecked_into()
}
