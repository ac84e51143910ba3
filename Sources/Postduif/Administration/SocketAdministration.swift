import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1

/// Administration through the admin socket of a running service.
struct SocketAdministration: Administration {
    /// `<spool directory>/postduif.sock`
    let path: String

    /// A connection that cannot be made is told at once; the shared client would try again until the request's time is over.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func createKey(_ request: CreateKey) async throws -> CreatedKey { try await call("create-key", request) }
    func keys() async throws -> [KeyRow] { try await call("keys", NoBody()) }
    func revokeKey(id: String) async throws { let _: Done = try await call("revoke-key", ByID(id: id)) }
    func addMunicipality(_ request: AddMunicipality) async throws -> MunicipalityRow { try await call("add-municipality", request) }
    func municipalities() async throws -> [MunicipalityRow] { try await call("municipalities", NoBody()) }
    func giveGrant(_ request: GiveGrant) async throws -> GrantRow { try await call("give-grant", request) }
    func grants(_ query: GrantQuery) async throws -> GrantList { try await call("grants", query) }
    func withdrawGrant(id: String) async throws -> GrantRow { try await call("withdraw-grant", ByID(id: id)) }
    func signInLink(_ request: SignInLinkRequest) async throws -> SignInLinkRow { try await call("sign-in-link", request) }
    func eraseName(id: String) async throws -> PersonRow { try await call("erase-name", ByID(id: id)) }
    func importMunicipalities(_ request: ImportMunicipalities) async throws -> ImportedMunicipalities {
        try await call("import-municipalities", request, within: Self.longPatience)
    }
    func agreements(nis: String) async throws -> AgreementList { try await call("agreements", ByID(id: nis)) }
    func addAgreement(_ request: AddAgreementTo) async throws -> AgreementList { try await call("add-agreement", request) }
    func withdrawAgreement(_ request: WithdrawAgreement) async throws -> AgreementList { try await call("withdraw-agreement", request) }
    func queueStatus() async throws -> QueueStatus { try await call("queue-status", NoBody()) }
    func messages(_ query: MessageQuery) async throws -> MessageList { try await call("messages", query) }
    func message(id: String) async throws -> MessageRow { try await call("message", ByID(id: id)) }
    func setPaused(_ request: PauseChange) async throws -> PauseList { try await call("set-paused", request) }
    func act(_ request: MessageAct) async throws -> MessageRow { try await call("act-on-message", request) }
    func actOnMany(_ request: BulkAct) async throws -> BulkAnswer { try await call("act-on-messages", request) }
    func startBackup(_ request: BackupRequest) async throws -> BackupStatus { try await call("start-backup", request) }
    func backupStatus() async throws -> BackupStatus { try await call("backup-status", NoBody()) }
    func restoreStatus() async throws -> RestoreStatus { try await call("restore-status", NoBody()) }
    func acceptRestored(_ request: AcceptRestored) async throws -> RestoreStatus { try await call("accept-restored", request) }
    func rotateSeal() async throws -> SealStatus { try await call("rotate-seal", NoBody()) }
    func sealStatus() async throws -> SealStatus { try await call("seal-status", NoBody()) }
    func reloadTemplates() async throws -> ReloadedTemplates { try await call("reload-templates", NoBody(), within: Self.longPatience) }
    func audit(_ query: AuditQuery) async throws -> AuditList { try await call("audit", query) }
    func auditPart(_ query: AuditPartQuery) async throws -> AuditPart { try await call("audit-part", query) }
    func citizen(_ request: CitizenRequest) async throws -> CitizenRow { try await call("citizen", request) }
    func eraseCitizen(_ request: CitizenRequest) async throws -> ErasureRow { try await call("erase-citizen", request) }

    /// What the service does as a whole before it answers: all texts are proved, all municipalities checked.
    private static let longPatience: TimeAmount = .seconds(120)

    private func call<Answer: Decodable>(
        _ name: String, _ body: some Encodable, within patience: TimeAmount = .seconds(10)
    ) async throws -> Answer {
        try Self.findListener(path)
        guard let url = Self.url(path, "/admin/\(name)") else { throw ServiceUnavailable(path: path, reason: .nobodyListens) }
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: try AdministrationJSON.encode(body)))
        let response: HTTPClientResponse
        do {
            response = try await Self.client.execute(request, timeout: patience)
        } catch {
            throw ServiceUnavailable(path: path, reason: .silent)
        }
        let bytes = Array(try await response.body.collect(upTo: 4 * 1_024 * 1_024).readableBytesView)
        guard response.status == .ok else {
            if let fault = try? AdministrationJSON.decode(AdministrationFault.self, from: bytes) { throw fault }
            throw AdministrationFault(problem: "overloaded", detail: "the service answered \(response.status.code); its log says why")
        }
        return try AdministrationJSON.decode(Answer.self, from: bytes)
    }

    private static func findListener(_ path: String) throws(ServiceUnavailable) {
        switch UnixSocket.connectFault(path) {
        case 0: return
        case ENOENT, ENOTDIR, ECONNREFUSED, ENAMETOOLONG: throw ServiceUnavailable(path: path, reason: .nobodyListens)
        case EACCES, EPERM: throw ServiceUnavailable(path: path, reason: .notPermitted)
        default: throw ServiceUnavailable(path: path, reason: .silent)
        }
    }

    /// `http+unix://%2Frun%2Fpostduif.sock/admin/keys`, as AsyncHTTPClient wants it.
    private static func url(_ path: String, _ uri: String) -> String? {
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        var host = ""
        for byte in path.utf8 {
            if allowed.contains(byte) {
                host.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                host += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return host.isEmpty ? nil : "http+unix://\(host)\(uri)"
    }
}

/// Nobody answers on the admin socket.
struct ServiceUnavailable: Error, CustomStringConvertible {
    enum Reason: Sendable {
        /// No service runs: the store may be opened instead.
        case nobodyListens
        /// Somebody listens and does not answer in time.
        case silent
        /// Another user's service.
        case notPermitted
    }

    let path: String
    let reason: Reason

    var description: String {
        switch reason {
        case .nobodyListens: "no service answers on \(path); start it with 'postduif serve', or name its configuration with --config"
        case .silent: "the service on \(path) does not answer; its log says why"
        case .notPermitted: "the service on \(path) belongs to another user; run the command as that user"
        }
    }
}
