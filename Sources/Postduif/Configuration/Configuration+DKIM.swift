import Rendering

extension Configuration {
    /// One of `dkim`: a key that every mail is signed with.
    struct DKIM: Sendable, Equatable {
        /// `d=`, in A-labels.
        var domain: String
        /// `s=`.
        var selector: String
        var algorithm: DKIMAlgorithm
        /// PEM; read at the start.
        var keyFile: String
    }

    /// The keys that mails are signed with, each read from its file now.
    ///
    /// - Throws: ``StartFault`` for the first file that is missing, open to others or no key.
    func dkimKeys(files: any FileReading = FileSystem()) throws(StartFault) -> [DKIMKey] {
        var keys: [DKIMKey] = []
        for entry in dkim { keys.append(try entry.key(from: files)) }
        return keys
    }

    /// What each relay's messages are signed with, by the name of the relay; empty without keys.
    ///
    /// - Throws: As ``dkimKeys(files:)``.
    func dkimSigners(files: any FileReading = FileSystem()) throws(StartFault) -> [String: DKIMSigner] {
        let keys = try dkimKeys(files: files)
        guard !keys.isEmpty else { return [:] }
        return Dictionary(uniqueKeysWithValues: relays.map { ($0.name, DKIMSigner(keys: keys, rewritten: $0.rewrites)) })
    }
}

extension Configuration.DKIM {
    /// - Throws: ``StartFault`` that names the file and the fix.
    func key(from files: any FileReading) throws(StartFault) -> DKIMKey {
        let pem = try SecretFile.readText(keyFile, key: "key_file of dkim selector \(selector)", from: files)
        do { return try DKIMKey(domain: domain, selector: selector, algorithm: algorithm, pem: pem) } catch {
            throw StartFault("'key_file' of dkim selector \(selector): \(keyFile) \(error.advice)")
        }
    }
}
