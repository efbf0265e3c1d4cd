//! The engine comes in parts: the first opens the page, the others are loaded when they are needed. `xtask/src/parts/` makes them.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/parts.js")]
extern "C" {
    fn need(first: &JsValue, part: u32);
    #[cfg(feature = "threads")]
    #[wasm_bindgen(catch)]
    fn load(first: &JsValue, part: u32) -> Result<(), JsValue>;
    fn bring(first: &JsValue, part: u32, module: &JsValue);
}

/// Loads a part while whoever needs it waits: the first part calls this before it calls a function of one that is not there yet.
#[unsafe(no_mangle)]
pub extern "C" fn __interleave_load_part(part: u32) {
    need(&wasm_bindgen::exports(), part);
}

/// Brings a part that has been compiled already, so that nobody waits for it later.
#[wasm_bindgen(js_name = bringPart)]
pub fn bring_part(part: u32, module: &JsValue) {
    bring(&wasm_bindgen::exports(), part, module);
}

/// The same for each thread, when it is free. Each fetches the part itself: what it has of JavaScript, it shares with nobody.
#[cfg(feature = "threads")]
#[wasm_bindgen(js_name = bringPartToPool)]
pub fn bring_part_to_pool(part: u32) {
    crate::threads::broadcast(move || {
        // Whoever needs it later loads it, and hears why it cannot be had.
        let _ = load(&wasm_bindgen::exports(), part);
    });
}
