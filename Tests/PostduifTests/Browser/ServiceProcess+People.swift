import Testing

extension ServiceProcess {
    /// Gives somebody a role.
    func give(_ subject: String, _ role: String, in municipality: String? = nil, name: String = "Jan Peeters") async throws {
        let place = municipality.map { ["--municipality", $0] } ?? []
        let given = try await command(["grant", "add", "--subject", subject, "--name", name, "--role", role] + place)
        try #require(given.status == 0, "\(given.errors)")
    }

    /// A link that signs somebody in once; the service runs.
    func signInLink(_ subject: String) async throws -> String {
        let made = try await command(["token", "mint", "--sign-in", "--subject", subject])
        try #require(made.status == 0, "\(made.errors)")
        return String(try #require(made.output.split(separator: "\n").first))
    }
}
