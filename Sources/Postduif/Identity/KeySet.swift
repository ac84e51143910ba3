import API
import JWTKit

/// The public keys of an issuer (RFC 7517), each for one algorithm.
///
/// Read key by key: one of a kind that is not taken here, or a broken one, does not cost the others.
struct KeySet: Sendable {
    private struct Name: Hashable {
        /// `nil` for a key without one.
        let id: String?
        let algorithm: SignatureAlgorithm
    }

    /// Keys of one set that are looked at.
    static let keys = 100
    /// Keys for one algorithm that may have the same identifier, or none: each of them is tried with a token that fits.
    static let keysOfOneName = 4

    private var verifiers: [Name: [any JWTAlgorithm]] = [:]

    var count: Int { verifiers.values.reduce(0) { $0 + $1.count } }

    /// No key.
    static let none = KeySet()

    private init() {}

    /// Reads a JSON Web Key Set. It may hold no key that can be used.
    static func read(_ bytes: [UInt8]) async throws(KeySetFault) -> KeySet {
        guard let value = try? JSONReader.read(bytes), case .array(let keys)? = value["keys"] else {
            throw KeySetFault("what was had is no JSON Web Key Set")
        }
        var set = KeySet()
        for key in keys.prefix(Self.keys) { try await set.add(key) }
        return set
    }

    /// The keys that a token may be signed with: those of the name that it has. Without a name those that have none either, else the
    /// only one of the algorithm.
    ///
    /// Names should differ within a set (RFC 7517 §4.5), and a token must have one where the set has several keys (OpenID Connect Core
    /// §10.1). Issuers that do neither are served within a bound.
    func verifiers(id: String?, algorithm: SignatureAlgorithm) -> [any JWTAlgorithm] {
        if let named = verifiers[Name(id: id, algorithm: algorithm)] { return named }
        guard id == nil else { return [] }
        let fitting = verifiers.filter { $0.key.algorithm == algorithm }.values
        return fitting.count == 1 ? fitting.first ?? [] : []
    }

    private mutating func add(_ key: JSONValue) async throws(KeySetFault) {
        guard Self.isForSignatures(key) else { return }
        for algorithm in PublicKey.algorithms(of: key) {
            guard let verifier = await PublicKey.verifier(key, algorithm) else { continue }
            let name = Name(id: key.text("kid"), algorithm: algorithm)
            guard verifiers[name, default: []].count < Self.keysOfOneName else {
                throw KeySetFault(
                    "more than \(Self.keysOfOneName) \(algorithm.rawValue) keys of the set have the same 'kid' or none; give each its own")
            }
            verifiers[name, default: []].append(verifier)
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
