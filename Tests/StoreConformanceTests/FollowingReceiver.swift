import Issuance
import Mail
import Queue
import Synchronization

/// Begins to follow a subject in the middle of a transaction.
final class FollowingReceiver: LeaseReceiver {
    let owner = LeaseOwner(token: 4)
    let watch = Mutex<ChangeWatch?>(nil)
    private let hub: ChangeHub
    private let subject: ChangeSubject

    init(hub: ChangeHub, subject: ChangeSubject) {
        self.hub = hub
        self.subject = subject
    }

    func reserve(_ lane: Lane) -> Bool {
        let watch = hub.watch()
        watch.follow([subject])
        self.watch.withLock { $0 = watch }
        return false
    }

    func release(_ lane: Lane) {}
    func receive(_ leases: [Lease]) {}
    func withdraw(_ id: QueueID) -> Bool { false }
    func wake(due lanes: Set<Lane>) {}
    func noteWritable(_ isWritable: Bool) {}
}
