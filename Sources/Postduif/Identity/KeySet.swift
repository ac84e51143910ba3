import API
import JWTKit

/// The public keys of an issuer (RFC 7517), each for one algorithm.
///
/// Read key by key: one of a kind that is not taken here, or a broken one, does not cost the others.
struct KeySet: Sendable {
    private struct Name: Hashable {
        /// Empty for a key without one.
        let id: String
        let algorithm: SignatureAlgorithm
    }

    /// Keys of one set that are looked at.
    static let keys = 100

    private var verifiers: [Name: any JWTAlgorithm] = [:]

    var count: Int { verifiers.count }

    /// No key.
    static let none = KeySet()

    private init() {}

    /// Reads a JSON Web Key Set; `nil` when it is none. It may hold no key that can be used.
    static func read(_ bytes: [UInt8]) async -> KeySet? {
        guard let value = try? JSONReader.read(bytes), case .array(let keys)? = value["keys"] else { return nil }
        var set = KeySet()
        for key in keys.prefix(Self.keys) { await set.add(key) }
        return set
    }

    /// The key that a token names; without a name the only one of the algorithm.
    func verifier(id: String?, algorithm: SignatureAlgorithm) -> (any JWTAlgorithm)? {
        if let id { return verifiers[Name(id: id, algorithm: algorithm)] }
        let fitting = verifiers.filter { $0.key.algorithm == algorithm }
        return fitting.count == 1 ? fitting.first?.value : nil
    }

    private mutating func add(_ key: JSONValue) async {
        guard Self.isForSignatures(key) else { return }
        for algorithm in PublicKey.algorithms(of: key) {
            let name = Name(id: key.text("kid") ?? "", algorithm: algorithm)
            guard verifiers[name] == nil, let verifier = await PublicKey.verifier(key, algorithm) else { continue }
            verifiers[name] = verifier
        }
    }

    private static func isForSignatures(_ key: JSONValue) -> Bool {
        if let use = key["use"], use != .string("sig") { return false }
        guard let operations = key["key_ops"] else { return true }
        guard case .array(let list) = operations else { return false }
        return list.contains(.string("verify"))
    }
}

extension JSONValue {
    /// The text of a member; `nil` when there is none, or something else.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = self[name] else { return nil }
        return text
    }
}
