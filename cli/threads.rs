//! The threads of lanes: they are started once and stand still between executions.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Instant;
use std::{io, mem, thread};

use interleave_core::host::station::{self, Lane, Station};
use interleave_core::host::{HostError, ThreadStart};

/// Threads that nobody uses at the moment. They end with it.
#[derive(Debug, Default)]
pub struct Threads {
    idle: Mutex<Vec<Arc<Station>>>,
    start: Mutex<Option<ThreadStart>>,
}

/// How the names of the threads begin.
pub const NAME: &str = "thread ";

impl Threads {
    /// Runs each of these on a thread of its own, and returns when all have ended; then a panic of one of them goes on here.
    ///
    /// # Errors
    /// When so many threads cannot be had. Then nothing has begun.
    pub fn run(&self, lanes: Vec<Lane<'_>>) -> Result<(), HostError> {
        let taken = self.take(lanes.len()).map_err(|error| HostError::NoThreads(error.to_string()))?;
        let taken = Taken { threads: self, stations: taken };
        station::run(&taken.stations, lanes);
        Ok(())
    }

    /// What it took to start them, the last time that there were too few.
    pub fn start_time(&self) -> Option<ThreadStart> {
        *self.start.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many threads that nobody else uses until they are given back: who comes meanwhile, even from one of them, gets others.
    fn take(&self, count: usize) -> io::Result<Vec<Arc<Station>>> {
        let mut idle = self.idle();
        if idle.len() < count {
            // All of them, so that it can be said what that takes.
            end(&mem::take(&mut *idle));
            *idle = self.start(count)?;
        }
        let kept = idle.len() - count;
        Ok(idle.split_off(kept))
    }

    fn start(&self, count: usize) -> io::Result<Vec<Arc<Station>>> {
        let began = Instant::now();
        let (ready, all_ready) = mpsc::channel();
        let started = (1..=count).try_for_each(|number| {
            let ready = ready.clone();
            let life = move || {
                let station = Station::here();
                let _ = ready.send(station.clone());
                drop(ready);
                station.serve();
            };
            thread::Builder::new().name(format!("{NAME}{number}")).spawn(life).map(drop)
        });
        drop(ready);
        let threads: Vec<_> = all_ready.into_iter().collect();
        if let Err(error) = started {
            end(&threads);
            return Err(error);
        }
        let start = ThreadStart { threads: count as u64, time_us: began.elapsed().as_secs_f64() * 1e6 };
        *self.start.lock().unwrap_or_else(PoisonError::into_inner) = Some(start);
        Ok(threads)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Arc<Station>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        end(&self.idle());
    }
}

fn end(stations: &[Arc<Station>]) {
    stations.iter().for_each(|station| station.end());
}

/// Stations that are in use, and then are given back.
struct Taken<'a> {
    threads: &'a Threads,
    stations: Vec<Arc<Station>>,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.threads.idle().append(&mut self.stations);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Barrier;
    use std::thread::{self, ThreadId};

    use super::*;

    /// The threads of so many lanes, none of which ends before all have begun: with fewer threads it would never end.
    fn used(threads: &Threads, count: usize) -> HashSet<ThreadId> {
        let (all, met) = (Mutex::new(HashSet::new()), Barrier::new(count));
        let lane = || {
            met.wait();
            let _ = all.lock().expect("no lane has panicked").insert(thread::current().id());
        };
        threads.run((0..count).map(|_| Box::new(lane) as Lane<'_>).collect()).expect("threads can be had");
        all.into_inner().expect("no lane has panicked")
    }

    #[test]
    fn each_lane_has_a_thread_of_its_own_and_the_next_execution_has_the_same_ones() {
        let threads = Threads::default();
        let first = used(&threads, 4);
        assert_eq!(first.len(), 4);
        assert!(used(&threads, 3).is_subset(&first));
        assert_eq!(threads.start_time().map(|start| start.threads), Some(4));
        assert_eq!(used(&threads, 5).len(), 5, "more lanes than there are threads");
        assert_eq!(threads.start_time().map(|start| start.threads), Some(5));
    }

    #[test]
    fn an_execution_within_another_one_has_threads_of_its_own() {
        let threads = Threads::default();
        let within = Mutex::new(HashSet::new());
        let lane = || *within.lock().expect("the only lane") = used(&threads, 2);
        threads.run(vec![Box::new(lane)]).expect("a thread can be had");
        assert_eq!(within.into_inner().expect("no panic").len(), 2);
    }

    #[test]
    fn the_memory_of_a_lane_is_given_back_by_who_runs_it_and_not_by_its_thread() {
        let dropped_on = Mutex::new(None);
        let own = OnDrop(&dropped_on);
        let lane = move || {
            let _own = &own;
        };
        Threads::default().run(vec![Box::new(lane)]).expect("a thread can be had");
        assert_eq!(*dropped_on.lock().expect("nobody has it"), Some(thread::current().id()));
    }

    /// Notes which thread drops it.
    struct OnDrop<'a>(&'a Mutex<Option<ThreadId>>);

    impl Drop for OnDrop<'_> {
        fn drop(&mut self) {
            *self.0.lock().expect("nobody has it") = Some(thread::current().id());
        }
    }

    #[test]
    fn the_panic_of_a_lane_goes_on_when_all_have_ended_and_its_thread_lives() {
        let threads = Threads::default();
        let panicking = || panic!("of a lane");
        let panic = catch_unwind(AssertUnwindSafe(|| threads.run(vec![Box::new(panicking), Box::new(|| ())])));
        assert_eq!(panic.expect_err("a panic").downcast_ref(), Some(&"of a lane"));
        assert_eq!(used(&threads, 2).len(), 2);
    }
}
