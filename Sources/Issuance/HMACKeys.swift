import Crypto
package import Mail

/// What the HMACs of all purposes are made under. It does not change with a rotation: what an HMAC names (a token, a code, a citizen) is
/// stored as nothing else, and could not be computed anew.
///
/// It opens no box: no seal key can be derived from it (RFC 5869 §3.2: outputs of HKDF under different `info` say nothing of each other).
package struct HMACKeys: Sendable {
    /// Octets of the root, and of the key of a purpose.
    static let octets = 32

    /// 32 octets from which HKDF gives the key of each purpose that has none of its own in `kept`.
    let root: Secret
    /// The keys of the first purposes by ``KeyPurpose/index``, where they came of a master key that also sealed.
    private let kept: [Secret]

    /// Fresh ones.
    init(random: some RandomSource) {
        self.init(root: Secret(random.bytes(Self.octets)), kept: [])
    }

    /// Those of a master key from before HMACs had a root of their own: the same HMACs, without the key that sealed.
    ///
    /// The root comes of the same key, so that a file that is completed twice has one line, and later purposes have their key too.
    package init(of masterKey: Secret) {
        let purposes = KeyPurpose.allCases.sorted { $0.index < $1.index }
        self.init(
            root: Self.secret(Keyring.derive("hmac root", from: masterKey)),
            kept: purposes.map { Self.secret(Keyring.derive(Self.info($0), from: masterKey)) })
    }

    /// As they were written: the root, then what is kept. `nil` for any other number of octets.
    init?(_ text: [UInt8]) {
        let parts = text.count / Self.octets
        guard text.count % Self.octets == 0, (1...KeyPurpose.allCases.count + 1).contains(parts) else { return nil }
        let secrets = (0..<parts).map { Secret(Array(text[$0 * Self.octets..<($0 + 1) * Self.octets])) }
        self.init(root: secrets[0], kept: Array(secrets.dropFirst()))
    }

    private init(root: Secret, kept: [Secret]) {
        self.root = root
        self.kept = kept
    }

    /// The octets of the line in the key file.
    var text: [UInt8] { ([root] + kept).flatMap { $0.reveal() } }

    func key(for purpose: KeyPurpose) -> SymmetricKey {
        kept.indices.contains(purpose.index)
            ? SymmetricKey(data: kept[purpose.index].reveal()) : Keyring.derive(Self.info(purpose), from: root)
    }

    private static func info(_ purpose: KeyPurpose) -> String { "hmac \(purpose.rawValue)" }

    private static func secret(_ key: SymmetricKey) -> Secret { Secret(key.withUnsafeBytes { Array($0) }) }
}

extension HMACKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "HMAC keys •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
