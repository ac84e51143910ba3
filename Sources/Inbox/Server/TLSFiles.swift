/// Where the certificate chain and its key are, both PEM.
package struct TLSFiles: Hashable, Sendable {
    package let certificatePath: String
    package let keyPath: String

    package init(certificatePath: String, keyPath: String) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
    }
}
