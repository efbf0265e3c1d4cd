//! Files on this machine's disk, read by a few threads that may wait for it, so that no lane does.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use futures::channel::oneshot;
use interleave_core::mistake::Mistake;
use interleave_core::outside::{Answer, Read, Refusal, Stored};
use interleave_core::plan::listing::{self, Listed};

/// Threads that read: as many pieces are on their way at the same time.
const READERS: usize = 4;

/// Files that are open at the same time, at the most.
const MOST_OPEN: usize = 200;

/// The folder with the files of whoever typed the command. Nobody else's command is run by this process, and a plan that came by the network
/// finds no folder.
static OWN: OnceLock<PathBuf> = OnceLock::new();

/// Lets programs read the files of this folder, and lists them; what is no plain file is left out.
///
/// # Errors
/// When the folder cannot be read, or has no file.
pub fn choose(folder: &Path) -> Result<String, Mistake> {
    let refuse = |sentence: String| Mistake::new("folder", sentence);
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|error| refuse(format!("'{shown}' cannot be read: {error}.")))?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let (Ok(name), Ok(facts)) = (entry.file_name().into_string(), entry.metadata()) else { continue };
        if facts.is_file() && listing::is_plain(&name) {
            files.push(Listed { name, bytes: facts.len() });
        }
    }
    if files.is_empty() {
        return Err(refuse(format!("'{shown}' has no files: name a folder with some, without folders inside of it.")));
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let _ = OWN.set(folder.to_owned());
    Ok(listing::write(&files))
}

/// The way to those who read.
pub struct Files {
    to_readers: Sender<Asked>,
}

struct Asked {
    read: Read,
    answer: oneshot::Sender<Answer>,
}

/// Files that are open. One that is made has no name on the disk, so that nothing is left of it.
type Opened = Mutex<BTreeMap<Stored, Arc<Mutex<File>>>>;

impl Files {
    /// Starts the readers.
    pub fn start() -> Self {
        let (to_readers, questions) = mpsc::channel::<Asked>();
        let (questions, opened) = (Arc::new(Mutex::new(questions)), Arc::new(Opened::default()));
        for _ in 0..READERS {
            let (questions, opened) = (questions.clone(), opened.clone());
            // If there is no thread at all, nobody holds the other end, and that is what whoever asks is told.
            let _ = thread::Builder::new().name("disk".to_owned()).spawn(move || {
                let next = || locked(&questions).recv();
                while let Ok(Asked { read, answer }) = next() {
                    // Whoever was cancelled meanwhile does not listen any more.
                    let _ = answer.send(piece(&opened, &read));
                }
            });
        }
        Self { to_readers }
    }

    /// Asks for a piece of a file.
    pub fn read(&self, read: Read, answer: oneshot::Sender<Answer>) {
        // Readers that are gone drop the question, and with it the way of the answer.
        let _ = self.to_readers.send(Asked { read, answer });
    }
}

fn piece(opened: &Opened, read: &Read) -> Answer {
    let refusal = |error: io::Error| {
        let name = match &read.file {
            Stored::Made { number, .. } => format!("The file {number} that is made"),
            Stored::Own { name } => format!("'{name}'"),
        };
        Refusal::lasting(match error.kind() {
            io::ErrorKind::UnexpectedEof => format!("{name} is shorter than it was when it was chosen."),
            _ => format!("{name} cannot be read: {error}."),
        })
    };
    let file = file(opened, &read.file).map_err(refusal)?;
    let mut file = locked(&file);
    let mut bytes = vec![0; usize::try_from(read.bytes).expect("pieces are small")];
    file.seek(SeekFrom::Start(read.from)).and_then(|_| file.read_exact(&mut bytes)).map_err(refusal)?;
    Ok(bytes)
}

fn file(opened: &Opened, stored: &Stored) -> io::Result<Arc<Mutex<File>>> {
    let mut opened = locked(opened);
    if let Some(file) = opened.get(stored) {
        return Ok(file.clone());
    }
    let file = match stored {
        Stored::Made { number, bytes } => {
            let mut file = tempfile::tempfile()?;
            file.write_all(&Stored::contents(*number, *bytes))?;
            file
        }
        Stored::Own { name } => {
            let folder = OWN.get().filter(|_| listing::is_plain(name));
            let folder = folder.ok_or_else(|| io::Error::other("it is where it was chosen, and not here"))?;
            File::open(folder.join(name))?
        }
    };
    if opened.len() >= MOST_OPEN {
        // Whoever reads one goes on; it is opened, or made, once more when it is wanted again.
        opened.clear();
    }
    let file = Arc::new(Mutex::new(file));
    opened.insert(stored.clone(), file.clone());
    Ok(file)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
