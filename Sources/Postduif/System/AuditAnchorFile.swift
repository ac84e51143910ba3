import Dispatch
import Glibc
import Issuance

/// The file beside the seal key that says which entry the audit log has reached (``AuditAnchor``).
struct AuditAnchorFile: Sendable {
    /// Behind `seal.key_file`.
    static let suffix = ".audit"

    /// What the file says.
    enum Content: Sendable, Equatable {
        case missing
        /// Changed, or written with another key.
        case garbled
        case end(AuditEnd)

        var end: AuditEnd? { if case .end(let end) = self { end } else { nil } }
    }

    let path: String
    let chain: AuditChain

    init(path: String, chain: AuditChain) {
        self.path = path
        self.chain = chain
    }

    /// `<seal.key_file>.audit`
    init(_ configuration: Configuration, chain: AuditChain) {
        self.init(path: configuration.seal.keyFile + Self.suffix, chain: chain)
    }

    func read() throws(StartFault) -> Content {
        if access(path, F_OK) != 0, errno == ENOENT { return .missing }
        let text = String(decoding: try SmallFile.bytes(path, limit: 4_096), as: UTF8.self)
        return AuditAnchor.end(in: text, chain: chain).map(Content.end) ?? .garbled
    }

    /// On a thread of its own: the file is synced.
    func write(_ end: AuditEnd) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            DispatchQueue(label: "audit-anchor", qos: .utility).async {
                done.resume(
                    with: Result {
                        try DurableFile.replace(
                            path, Array(AuditAnchor.text(end, chain: chain).utf8), purpose: "the anchor of the audit log")
                    })
            }
        }
    }
}
