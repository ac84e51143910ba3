import HTTPTypes
import Hummingbird
import Mail
import NIOCore

/// The admin socket's routes: every ``Administration`` call as `POST /admin/<call>` with a JSON body.
///
/// The socket is a Unix socket of mode 0600 in the spool directory: whoever can open it is the service's own user.
struct AdministrationRoutes: Sendable {
    let administration: any Administration

    func add<Context: RequestContext>(to router: Router<Context>) {
        let administration = administration
        on(router, "create-key", CreateKey.self) { try await administration.createKey($0) }
        on(router, "keys", NoBody.self) { _ in try await administration.keys() }
        on(router, "revoke-key", ByID.self) { request in
            try await administration.revokeKey(id: request.id)
            return Done()
        }
        on(router, "add-municipality", AddMunicipality.self) { try await administration.addMunicipality($0) }
        on(router, "municipalities", NoBody.self) { _ in try await administration.municipalities() }
        on(router, "give-grant", GiveGrant.self) { try await administration.giveGrant($0) }
        on(router, "grants", GrantQuery.self) { try await administration.grants($0) }
        on(router, "withdraw-grant", ByID.self) { try await administration.withdrawGrant(id: $0.id) }
        on(router, "sign-in-link", SignInLinkRequest.self) { try await administration.signInLink($0) }
        on(router, "erase-name", ByID.self) { try await administration.eraseName(id: $0.id) }
        on(router, "import-municipalities", ImportMunicipalities.self) { try await administration.importMunicipalities($0) }
        on(router, "agreements", ByID.self) { try await administration.agreements(nis: $0.id) }
        on(router, "add-agreement", AddAgreementTo.self) { try await administration.addAgreement($0) }
        on(router, "withdraw-agreement", WithdrawAgreement.self) { try await administration.withdrawAgreement($0) }
        on(router, "queue-status", NoBody.self) { _ in try await administration.queueStatus() }
        on(router, "messages", MessageQuery.self) { try await administration.messages($0) }
        on(router, "message", ByID.self) { try await administration.message(id: $0.id) }
        on(router, "set-paused", PauseChange.self) { try await administration.setPaused($0) }
        on(router, "act-on-message", MessageAct.self) { try await administration.act($0) }
        on(router, "act-on-messages", BulkAct.self) { try await administration.actOnMany($0) }
        on(router, "start-backup", BackupRequest.self) { try await administration.startBackup($0) }
        on(router, "backup-status", NoBody.self) { _ in try await administration.backupStatus() }
        on(router, "restore-status", NoBody.self) { _ in try await administration.restoreStatus() }
        on(router, "accept-restored", AcceptRestored.self) { try await administration.acceptRestored($0) }
        on(router, "rotate-seal", NoBody.self) { _ in try await administration.rotateSeal() }
        on(router, "seal-status", NoBody.self) { _ in try await administration.sealStatus() }
        on(router, "reload-templates", NoBody.self) { _ in try await administration.reloadTemplates() }
        on(router, "audit", AuditQuery.self) { try await administration.audit($0) }
        on(router, "audit-part", AuditPartQuery.self) { try await administration.auditPart($0) }
        on(router, "citizen", CitizenRequest.self) { try await administration.citizen($0) }
        on(router, "erase-citizen", CitizenRequest.self) { try await administration.eraseCitizen($0) }
    }

    private func on<Context: RequestContext, Body: Decodable & SendableMetatype, Answer: Encodable & SendableMetatype>(
        _ router: Router<Context>, _ call: String, _ type: Body.Type, _ body: @escaping @Sendable (Body) async throws -> Answer
    ) {
        router.post("/admin/\(call)") { request, _ -> Response in
            do {
                let buffer = try await request.body.collect(upTo: Limits.batchBodyOctets)
                let decoded = try AdministrationJSON.decode(Body.self, from: Array(buffer.readableBytesView))
                return Self.response(.ok, try AdministrationJSON.encode(try await body(decoded)))
            } catch let fault as AdministrationFault {
                return Self.response(fault.status, try AdministrationJSON.encode(fault))
            }
        }
    }

    private static func response(_ status: HTTPResponse.Status, _ json: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(string: json)))
    }
}

extension AdministrationFault {
    var status: HTTPResponse.Status {
        switch problem {
        case "not-found": .notFound
        case "conflict": .conflict
        default: .unprocessableContent
        }
    }
}

/// A call without parameters.
struct NoBody: Codable, Sendable {}

/// A call about one thing.
struct ByID: Codable, Sendable { let id: String }

/// The answer of a call that only does something.
struct Done: Codable, Sendable { var done = true }
