import Issuance
import Synchronization

/// The audit log as the writer knows it between batches: the chain, and where the log ends on disk.
final class AuditTrail: Sendable {
    /// `nil`: a store that was opened without the key, and so cannot do what must be recorded.
    let chain: AuditChain?
    private let known = Mutex<AuditEnd?>(nil)

    init(chain: AuditChain?) { self.chain = chain }

    /// `nil`: to be read.
    var end: AuditEnd? {
        get { known.withLock { $0 } }
        set { known.withLock { $0 = newValue } }
    }
}
