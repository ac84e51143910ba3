import Mail
import Queue

/// Stands before the lanes in the last commit of a process: it takes places as they do, and what is handed over is lost.
struct CutReceiver: LeaseReceiver {
    private let lanes: any LeaseReceiver

    init(_ lanes: any LeaseReceiver) { self.lanes = lanes }

    var owner: LeaseOwner { lanes.owner }
    func reserve(_ lane: Lane) -> Bool { lanes.reserve(lane) }
    func release(_ lane: Lane) { lanes.release(lane) }
    func receive(_ leases: [Lease]) {}
    func withdraw(_ id: QueueID) -> Bool { lanes.withdraw(id) }
    func wake(due lanes: Set<Lane>) {}
    func noteWritable(_ isWritable: Bool) {}
}
