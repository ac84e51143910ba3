import NIOSSL

extension TLSFiles {
    /// Reads both files. TLS 1.2 or newer, no client certificate.
    ///
    /// - Throws: ``InboxFault`` that names the file.
    func context() throws(InboxFault) -> NIOSSLContext {
        let chain: [NIOSSLCertificateSource]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificatePath).map { .certificate($0) }
        } catch {
            throw .badCertificate(path: certificatePath, reason: "\(error)")
        }
        do {
            let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .badKey(path: keyPath, reason: "\(error)")
        }
    }
}
