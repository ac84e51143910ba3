package import Mail

/// The text of the key file: one key a line.
///
/// `postduif-hmac-1:` and base64url of the ``HMACKeys``, once and for good; `postduif-seal-1:` and base64url of 32 octets for each master
/// key that seals or sealed, the newest first. A text without the first kind is from before it: there HMACs are those of the oldest key.
/// Empty lines and lines that begin with `#` do not count. Reading and writing the file is left to the executable.
package struct SealKeyFile: Sendable {
    package static let prefix = "postduif-seal-1:"
    package static let hmacPrefix = "postduif-hmac-1:"
    /// More former keys than anyone rotates in the life of a record.
    package static let mostKeys = 16

    /// Newest first; at least one.
    package let keys: [Secret]
    private let hmac: HMACKeys?

    /// A file with one fresh key of each kind.
    package init(random: some RandomSource) {
        self.init(keys: [Self.freshKey(random)], hmac: HMACKeys(random: random))
    }

    /// - Throws: The first fault found, with its line.
    package init(parsing text: Secret) throws(SealKeyFileFault) {
        var keys: [Secret] = []
        var hmac: HMACKeys?
        let lines = text.reveal().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let trimmed = Self.trimmed(line)
            if trimmed.isEmpty || trimmed.first == UInt8(ascii: "#") { continue }
            if trimmed.starts(with: Self.hmacPrefix.utf8) {
                guard hmac == nil else { throw .secondHMACKey(line: index + 1) }
                hmac = try Self.hmac(in: trimmed, line: index + 1)
            } else {
                keys.append(try Self.key(in: trimmed, line: index + 1))
                guard keys.count <= Self.mostKeys else { throw .tooManyKeys(line: index + 1) }
            }
        }
        guard !keys.isEmpty else { throw .noKey }
        self.init(keys: keys, hmac: hmac)
    }

    private init(keys: [Secret], hmac: HMACKeys?) {
        self.keys = keys
        self.hmac = hmac
    }

    /// Whether HMACs have a line of their own, so that any other can be dropped once nothing is under it.
    package var hasHMACLine: Bool { hmac != nil }

    /// The file when a rotation begins: a fresh key in front, all former ones behind it, for boxes under any of them are still there.
    ///
    /// `nil` when there is no room: rotations before this one never came to their end.
    package func rotated(random: some RandomSource) -> SealKeyFile? {
        guard keys.count < Self.mostKeys else { return nil }
        return SealKeyFile(keys: [Self.freshKey(random)] + keys, hmac: hmac)
    }

    /// Public names of the keys, newest first.
    package var names: [UInt32] { keys.map { SealKey(masterKey: $0).id } }

    /// The file when all was sealed again under the key in use: that one and the one before it, and HMACs in a line of their own.
    ///
    /// The one before stays a moment longer: what was sealed under it in the instant of the change may have been written after all else was
    /// sealed again.
    ///
    /// - Parameters:
    ///   - key: The public name of the key in use.
    ///   - former: That of the key that all was under before.
    ///   - known: Those of the keys that were looked for. Any other may be somebody's, and stays.
    /// - Returns: `nil` where the key in use is not in front: somebody else changed the file, and no key may go.
    package func completed(under key: UInt32, former: UInt32?, known: Set<UInt32>) -> SealKeyFile? {
        keeping([key, former ?? key] + names.prefix(2), under: key, known: known)
    }

    /// The file when a later look has found nothing under a former key: the one in use alone opens. Parameters and `nil` as for ``completed(under:former:known:)``.
    package func settled(under key: UInt32, known: Set<UInt32>) -> SealKeyFile? { keeping([key], under: key, known: known) }

    /// The file with the keys that a former state of it had besides: what opens all that was there then and is there now.
    package func including(_ former: SealKeyFile) -> SealKeyFile {
        let gone = former.keys.filter { key in !keys.contains { $0.isEqual(to: key) } }
        // The oldest key of all would give other HMACs than the oldest of this file.
        let own = gone.isEmpty ? nil : HMACKeys(of: keys[keys.count - 1])
        return SealKeyFile(keys: keys + gone, hmac: hmac ?? former.hmac ?? own)
    }

    private func keeping(_ kept: [UInt32], under key: UInt32, known: Set<UInt32>) -> SealKeyFile? {
        let names = names
        // Without a line HMACs are those of the last key: one that is not known has never given any.
        guard names.first == key, hmac != nil || names.last.map(known.contains) == true else { return nil }
        let stays = zip(names, keys).filter { kept.contains($0.0) || !known.contains($0.0) }
        return SealKeyFile(keys: stays.map(\.1), hmac: hmac ?? HMACKeys(of: keys[keys.count - 1]))
    }

    /// The text to write, with a mode of 0600.
    package var text: Secret {
        var bytes: [UInt8] = []
        if let hmac { bytes += Self.line(Self.hmacPrefix, hmac.text) }
        for key in keys { bytes += Self.line(Self.prefix, key.reveal()) }
        return Secret(bytes)
    }

    /// The keys of this file, ready to use.
    package func keyring() throws(KeyringFault) -> Keyring {
        try Keyring(masterKey: keys[0], formerKeys: Array(keys.dropFirst()), hmac: hmac)
    }

    private static func freshKey(_ random: some RandomSource) -> Secret {
        Secret(random.bytes(Keyring.masterKeyOctets))
    }

    private static func line(_ prefix: String, _ octets: [UInt8]) -> [UInt8] {
        Array(prefix.utf8) + Base64URL.encode(octets) + [UInt8(ascii: "\n")]
    }

    private static func key(in line: ArraySlice<UInt8>, line number: Int) throws(SealKeyFileFault) -> Secret {
        guard line.starts(with: prefix.utf8) else { throw .unknownFormat(line: number) }
        let text = plain(line.dropFirst(prefix.utf8.count))
        guard let octets = Base64URL.decode(text), octets.count == Keyring.masterKeyOctets else { throw .badKey(line: number) }
        return Secret(octets)
    }

    private static func hmac(in line: ArraySlice<UInt8>, line number: Int) throws(SealKeyFileFault) -> HMACKeys {
        let text = plain(line.dropFirst(hmacPrefix.utf8.count))
        guard let octets = Base64URL.decode(text), let keys = HMACKeys(octets) else { throw .badHMACKey(line: number) }
        return keys
    }

    /// Base64 as other tools write it (`openssl rand -base64 32`): `+`, `/` and padding.
    private static func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.filter { $0 != UInt8(ascii: "=") }.map {
            $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
        }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let blank: Set<UInt8> = [0x09, 0x0D, 0x20]
        var line = line
        while let first = line.first, blank.contains(first) { line.removeFirst() }
        while let last = line.last, blank.contains(last) { line.removeLast() }
        return line
    }
}
