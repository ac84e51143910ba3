import Mail
import Queue
import Submission

/// One leased entry, opened and rendered: ready for the wire.
struct Prepared {
    let lease: Lease
    let kind: Kind
    let transaction: Transaction
}
