/// Up to which entry retention removed the log, and the HMAC that proves that it was retention.
package struct AuditCheckpoint: Hashable, Sendable {
    package let end: AuditEnd
    package let proof: [UInt8]

    package init(end: AuditEnd, proof: [UInt8]) {
        self.end = end
        self.proof = proof
    }
}
