import Issuance

/// The end of former keys. Nothing is done where keys come from the environment: whoever set it keeps it.
///
/// - `key`: The public name of the key in use.
/// - `known`: Those of the keys that were looked for; a key that this process never had stays.
extension SealKeyStorage {
    /// All was sealed again: drops the keys but the one in use and the one before.
    ///
    /// - Parameter former: The public name of the key that all was under before.
    /// - Throws: Also where the key in use is not in front: then the file is left as it is.
    func complete(under key: UInt32, former: UInt32?, known: Set<UInt32>) throws(StartFault) {
        guard given == nil else { return }
        let file = try file()
        try drop(file, file.completed(under: key, former: former, known: known), under: key)
    }

    /// Nothing is under a former key any more: drops them all.
    ///
    /// - Throws: Also where the key in use is not in front: then the file is left as it is.
    func settle(under key: UInt32, known: Set<UInt32>) throws(StartFault) {
        guard given == nil else { return }
        let file = try file()
        try drop(file, file.settled(under: key, known: known), under: key)
    }

    /// Whether there is one that ``settle(under:known:)`` would drop.
    ///
    /// - Throws: As that does.
    func hasFormer(under key: UInt32, known: Set<UInt32>) throws(StartFault) -> Bool {
        guard given == nil else { return false }
        let file = try file()
        guard let settled = file.settled(under: key, known: known) else { throw foreign(key) }
        return settled.keys.count < file.keys.count
    }

    private func drop(_ file: SealKeyFile, _ changed: SealKeyFile?, under key: UInt32) throws(StartFault) {
        guard let changed else { throw foreign(key) }
        guard changed.keys.count < file.keys.count || changed.hasHMACLine != file.hasHMACLine else { return }
        try write(changed)
    }

    private func foreign(_ key: UInt32) -> StartFault {
        StartFault(
            "\(path): was changed by somebody else: the key in use, \(SealRotation.name(key)), is not in front, so no key is dropped; "
                + "run 'postduif seal rotate' to use the one in front, or start the service again", isLasting: true)
    }
}
