import Crypto
import Foundation
import Synchronization

/// The address as HMAC, the content as AES-GCM makes it: what the design asks of each entry.
final class DesignSeal: Sendable {
    private let key = SymmetricKey(size: .bits256)
    private let last = Atomic<Int64>(0)

    func entry(for asked: CodeBody) throws -> DesignEntry {
        let address = Array(asked.recipient.email.utf8)
        let code = String(UInt32.random(in: 10_000_000...99_999_999))
        let content = try AES.GCM.seal(address + Array(code.utf8) + Array(asked.purpose.utf8), using: key)
        return DesignEntry(
            id: last.add(1, ordering: .relaxed).newValue, address: Array(HMAC<SHA256>.authenticationCode(for: address, using: key)),
            content: Array(content.combined ?? Data()))
    }

    func open(_ entry: DesignEntry) throws {
        let content = try AES.GCM.open(AES.GCM.SealedBox(combined: entry.content), using: key)
        guard !content.isEmpty else { throw BenchFault("an empty content") }
    }
}
