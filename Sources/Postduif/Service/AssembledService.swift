import API
import Console
import Delivery
import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import Mail
import NIOCore
import NIOSSL
import Rendering
import ServiceLifecycle
import StoreSQLite
import UnixSignals

/// The service, ready to run.
struct AssembledService {
    let configuration: Configuration
    let logger: Logger
    let store: SQLiteStore
    let line: DeliveryLine
    let apiServices: APIServices
    let administration: StoreAdministration
    let anchoring: AuditAnchoring
    let gauges: QueueGauges
    /// `nil`: none are sent.
    let canaries: CanarySending?
    let sampling: AdmissionSampling
    let rotation: SealRotation
    let templates: TemplateReload
    let brands: MunicipalityBrands
    /// `nil` without an issuer.
    let renewal: KeySetRenewal?
    let figures: FigureSampling
    let console: ConsoleServices

    /// How long requests that were begun may take when the service stops.
    private static let httpPatience: Duration = .seconds(2)

    /// Runs until SIGTERM or SIGINT; then HTTP stops first, the line drains, the store closes last.
    ///
    /// - Parameters:
    ///   - others: Services that must outlive the line, such as the demo's inbox.
    ///   - last: Services that stop first.
    ///   - isInForeground: At a terminal SIGHUP says that it was closed, and ends the process as it does elsewhere.
    ///   - onListening: The HTTP port that was taken.
    func run(
        others: [any Service] = [], last: [any Service] = [], isInForeground: Bool = isatty(STDIN_FILENO) == 1,
        onListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        defer { store.close() }
        // After the directory's lock: a second service of the same directory is told that, not of a port.
        try ListeningPlaces.checkPorts(configuration)
        let http = BoundedStop(base: try httpApplication(onListening), patience: Self.httpPatience, pause: Pause.task)
        let upkeep: [any Service] =
            [anchoring, line, gauges, figures, sampling, rotation] + (isInForeground ? [] : [templates]) + [renewal].compactMap(\.self)
            + [canaries].compactMap(\.self)
        let services = others + upkeep + [adminApplication()] + metricsApplications() + [http] + last
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Longer than the line's own limit, so that it ends by itself.
        group.maximumGracefulShutdownDuration = .seconds(12)
        try await ServiceGroup(configuration: group).run()
    }

    private func httpApplication(_ onListening: @escaping @Sendable (Int) async -> Void) throws -> some Service {
        let problemPage = consoleProblemPage(
            console,
            otherwise: citizenProblemPage(
                issuer: apiServices.issuer, contact: console.contact, publicURL: configuration.http.publicURL,
                admission: apiServices.admission, branding: { [brands] in brands.branding(of: $0) }))
        let responder = makeRouter(apiServices, pages: pages(), problemPage: problemPage).buildResponder()
        return Application(
            responder: responder, server: try server(responder),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.http.host, port: configuration.http.port), serverName: nil),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: logger)
    }

    private func pages() -> [Route] {
        let contact = console.contact
        let sender = SenderDetails(name: configuration.sender.name, address: configuration.sender.address)
        let publicURL = configuration.http.publicURL
        return citizenPages(
            issuer: apiServices.issuer, contact: contact, publicURL: publicURL, admission: apiServices.admission, pause: Pause.task,
            branding: { [brands] in brands.branding(of: $0) })
            + publicFiles(securityEmail: configuration.contact.securityEmail, publicURL: publicURL, clock: apiServices.clock)
            + startCardPages(
                issuer: apiServices.issuer, contact: contact, sender: sender, publicURL: publicURL,
                subject: { [library = templates.library] in library.subject(of: $0) })
            + consolePages(console)
    }

    private func server(_ responder: some HTTPResponder<APIContext>) throws -> HTTPServerBuilder {
        let plain = plainServer(responder, connections: connections())
        guard let tls = configuration.http.tls else { return plain }
        let certificates = try NIOSSLCertificate.fromPEMFile(tls.certificate).map { NIOSSLCertificateSource.certificate($0) }
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates, privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
        settings.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: settings)
    }

    private func plainServer(
        _ responder: some HTTPResponder<APIContext>, connections: Int, requestOctets: Int = Limits.bodyOctets
    ) -> HTTPServerBuilder {
        let channel = RequestChannel(
            responder, bounds: ConnectionBounds(connections: connections, requestOctets: requestOctets), clock: apiServices.clock,
            logger: logger)
        return HTTPServerBuilder { _ in channel }
    }

    /// As many as the limit says, or as the process may have descriptors for.
    private func connections() -> Int {
        let room = max(Limits.adminConnections, Descriptors.raiseLimit() - Limits.reservedDescriptors)
        guard room < Limits.connections else { return Limits.connections }
        logger.notice("the limit of open files leaves room for fewer connections", metadata: ["http.connections": "\(room)"])
        return room
    }

    private func adminApplication() -> some Service {
        let path = configuration.queue.adminSocket
        // A socket of a former run: the directory's lock is ours, so nobody listens on it.
        unlink(path)
        let router = makeAdminRouter(apiServices)
        AdministrationRoutes(administration: administration).add(to: router)
        let responder = router.buildResponder()
        return Application(
            responder: responder,
            server: plainServer(responder, connections: Limits.adminConnections, requestOctets: Limits.batchBodyOctets),
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path), serverName: nil), logger: logger)
    }

    /// The metrics port, when one is configured.
    private func metricsApplications() -> [any Service] {
        guard let metrics = configuration.metrics else { return [] }
        let responder = makeAdminRouter(apiServices).buildResponder()
        return [
            Application(
                responder: responder, server: plainServer(responder, connections: Limits.adminConnections),
                configuration: ApplicationConfiguration(address: .hostname(metrics.host, port: metrics.port), serverName: nil),
                logger: logger)
        ]
    }
}
