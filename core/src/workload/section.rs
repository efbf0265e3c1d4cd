//! The sections of the tutorial that this project makes visible, in its order: by them programs are grouped.

/// A section of the tutorial "Entering into the World of Concurrency with Python", by the number in its table of contents.
/// A program belongs to the first section that shows it or raises its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 1: `add` and `sub`, from top to bottom. They come back in sections 5, 6 and 7.
    Sequential,
    /// 6: processes share nothing; who wants to share needs a mechanism such as a queue.
    MultiProcessing,
    /// 7: waits that overlap; employees and projects from a company's database.
    Asynchronous,
    /// 9: what computes and what waits under the lock, with `count_up` and `count_down`.
    Gil,
    /// 10: processes and what they cost, `asyncio` and what it is for.
    WithoutGil,
    /// 11: threads share memory, which "requires careful synchronization".
    Summary,
    /// Not in the tutorial.
    Beyond,
}

impl Section {
    /// Its number and heading, as the tutorial has them.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sequential => "1. Sequential Programming",
            Self::MultiProcessing => "6. What is Multi-Processing?",
            Self::Asynchronous => "7. What is Asynchronous Programming?",
            Self::Gil => "9. Global Interpreter Lock (GIL)",
            Self::WithoutGil => "10. How to Remove the Limitations of GIL",
            Self::Summary => "11. Summary",
            Self::Beyond => "Beyond the article",
        }
    }
}
