package import Mail

/// One of the keys that mails are signed with: `d=` and `s=` of a signature, and the private half.
package struct DKIMKey: Sendable {
    /// In A-labels.
    package let domain: String
    /// One or more labels: the key's record stands at `<selector>._domainkey.<domain>`.
    package let selector: String
    package let algorithm: DKIMAlgorithm
    let privateKey: DKIMPrivateKey

    /// - Parameters:
    ///   - domain: A host name, in A-labels.
    ///   - selector: As ``isSelector(_:)`` has it.
    ///   - pem: The private key: PKCS #8, or PKCS #1 for RSA.
    package init(domain: String, selector: String, algorithm: DKIMAlgorithm, pem: Secret) throws(DKIMKeyFault) {
        precondition(DomainName.isHostName(domain) && Self.isSelector(selector), "a DKIM key has a domain and a selector")
        self.domain = domain
        self.selector = selector
        self.algorithm = algorithm
        self.privateKey = try DKIMPrivateKey(algorithm, pem: pem)
        // A key that cannot sign stops the start, and not the first mail.
        guard (try? privateKey.signature(of: [])) != nil else { throw .notAKey(algorithm) }
    }

    /// RFC 6376 §3.1: labels of letters, digits and hyphens, with dots between them.
    package static func isSelector(_ text: String) -> Bool {
        DomainName.isHostName(text)
    }

    /// What to publish, so that receivers can check.
    package var record: DKIMRecord {
        DKIMRecord(
            name: "\(selector)._domainkey.\(domain)", keyType: algorithm.keyType, publicKey: privateKey.publicKey)
    }
}

extension DKIMKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(algorithm.rawValue) \(selector)._domainkey.\(domain)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
