package import Mail

/// The text of the key file: one master key a line, the newest first, as `postduif-seal-1:` and base64url of 32 octets.
///
/// Empty lines and lines that begin with `#` do not count. Reading and writing the file is left to the executable.
package struct SealKeyFile: Sendable {
    package static let prefix = "postduif-seal-1:"
    /// More former keys than anyone rotates in the life of a record.
    package static let mostKeys = 16

    /// Newest first; at least one.
    package let keys: [Secret]

    /// A file with one fresh key.
    package init(random: some RandomSource) {
        keys = [Self.freshKey(random)]
    }

    /// - Throws: The first fault found, with its line.
    package init(parsing text: Secret) throws(SealKeyFileFault) {
        var keys: [Secret] = []
        let lines = text.reveal().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let trimmed = Self.trimmed(line)
            if trimmed.isEmpty || trimmed.first == UInt8(ascii: "#") { continue }
            keys.append(try Self.key(in: trimmed, line: index + 1))
            guard keys.count <= Self.mostKeys else { throw .tooManyKeys(line: index + 1) }
        }
        guard !keys.isEmpty else { throw .noKey }
        self.keys = keys
    }

    private init(keys: [Secret]) {
        self.keys = keys
    }

    /// The file when a rotation begins: a fresh key in front, all former ones behind it, for boxes under any of them are still there.
    ///
    /// `nil` when there is no room: rotations before this one never came to their end.
    package func rotated(random: some RandomSource) -> SealKeyFile? {
        guard keys.count < Self.mostKeys else { return nil }
        return SealKeyFile(keys: [Self.freshKey(random)] + keys)
    }

    /// The file when a rotation has ended, and every box is under the first key.
    ///
    /// The second key stays until the next rotation: what was sealed under it in the instant of the change may have been written after
    /// all else was sealed again, and is found then. The last key stays for good, since HMACs go on under it (``Keyring``).
    package func completed() -> SealKeyFile {
        guard keys.count > 3 else { return self }
        return SealKeyFile(keys: [keys[0], keys[1], keys[keys.count - 1]])
    }

    /// The text to write, with a mode of 0600.
    package var text: Secret {
        var bytes: [UInt8] = []
        for key in keys { bytes += Array(Self.prefix.utf8) + Base64URL.encode(key.reveal()) + [UInt8(ascii: "\n")] }
        return Secret(bytes)
    }

    /// The keys of this file, ready to use.
    package func keyring() throws(KeyringFault) -> Keyring {
        try Keyring(masterKey: keys[0], formerKeys: Array(keys.dropFirst()))
    }

    private static func freshKey(_ random: some RandomSource) -> Secret {
        Secret(random.bytes(Keyring.masterKeyOctets))
    }

    private static func key(in line: ArraySlice<UInt8>, line number: Int) throws(SealKeyFileFault) -> Secret {
        guard line.starts(with: prefix.utf8) else { throw .unknownFormat(line: number) }
        let text = plain(line.dropFirst(prefix.utf8.count))
        guard let octets = Base64URL.decode(text), octets.count == Keyring.masterKeyOctets else { throw .badKey(line: number) }
        return Secret(octets)
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
