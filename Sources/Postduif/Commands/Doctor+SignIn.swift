extension Doctor {
    /// The issuer's keys, asked for once, and how they stand in a service that runs; nothing to say without an issuer.
    func signIn(_ configuration: Configuration) async -> [Finding] {
        guard let issuer = configuration.oidc.issuer, let keys = configuration.oidc.keys else { return [] }
        let check = "sign-in"
        do throws(KeySetFault) {
            let set = try await KeySet.read(try await SignIn.source(keys).fetch())
            guard set.count > 0 else { throw KeySetFault("its key set has no key that can be used") }
            guard let trouble = await signInOfService(configuration) else {
                return [Finding(check: check, ok: true, detail: "\(set.count) keys of \(issuer)")]
            }
            return [Finding(check: check, ok: false, detail: "\(set.count) keys of \(issuer) now, but in the service \(trouble)")]
        } catch {
            let since = await signInOfService(configuration).map { "; in the service \($0)" } ?? ""
            return [Finding(check: check, ok: false, detail: "\(error); nobody can sign in before that is repaired\(since)")]
        }
    }

    /// `nil` also where no service runs.
    private func signInOfService(_ configuration: Configuration) async -> String? {
        try? await SocketAdministration(path: configuration.queue.adminSocket).queueStatus().signIn
    }
}
