import Mail
import Queue

/// Where an entry of the hot table stands: what is needed to end it.
struct EntryStanding {
    let row: Int64
    let id: QueueID
    let lane: Lane
    let state: QueueState
    let owner: LeaseOwner?
}
