import Foundation
import Testing

/// A Postfix of the test's own: STARTTLS with SASL on one port, TLS from the first octet on another, a port without AUTH, and the inbox
/// behind it. Own configuration, queue and certificates; needs root, as Postfix does.
final class PostfixRelay: Sendable {
    static let isPossible =
        getuid() == 0 && Command.exists("postfix") && Command.exists("saslpasswd2") && Command.exists("openssl")

    let folder: TemporaryFolder
    let startTLSPort: Int
    let implicitPort: Int
    let withoutAuthPort: Int
    let expiredPort: Int

    var authority: String { folder.file("ca.pem") }

    private init() throws {
        folder = try TemporaryFolder()
        startTLSPort = try FreePort.next()
        implicitPort = try FreePort.next()
        withoutAuthPort = try FreePort.next()
        expiredPort = try FreePort.next()
        _ = chmod(folder.path, 0o755)
    }

    /// - Parameter sink: The port behind it.
    static func start(sink: Int) async throws -> PostfixRelay {
        let relay = try PostfixRelay()
        try await relay.certificates()
        try await relay.configuration(sink: sink)
        try await relay.credentials()
        let started = try await Command.run(["postfix", "-c", relay.folder.file("etc"), "start"])
        try #require(started.status == 0, "\(started.errors)")
        return relay
    }

    func stop() async throws {
        try await Command.run(["postfix", "-c", folder.file("etc"), "stop"])
    }

    var log: String { (try? String(contentsOfFile: folder.file("maillog"), encoding: .utf8)) ?? "" }

    private func certificates() async throws {
        try folder.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n", to: "san")
        func openssl(_ arguments: String...) async throws {
            let result = try await Command.run(["openssl"] + arguments, directory: folder.path)
            try #require(result.status == 0, "\(result.errors)")
        }
        try await openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test", "-days", "2")
        try await openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
        for (name, days) in [("server", "2"), ("expired", "-1")] {
            try await openssl(
                "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", days, "-out",
                "\(name).pem", "-extfile", "san")
        }
    }

    private func credentials() async throws {
        let settings = """
            pwcheck_method: auxprop
            auxprop_plugin: sasldb
            mech_list: PLAIN
            sasldb_path: \(folder.file("sasldb2"))

            """
        // Debian's Postfix looks for Cyrus SASL's files below its configuration directory.
        try FileManager.default.createDirectory(atPath: folder.file("etc/sasl"), withIntermediateDirectories: true)
        try folder.write(settings, to: "etc/sasl/smtpd.conf")
        let made = try await Command.run([
            "sh", "-c", "printf 'right-password' | saslpasswd2 -p -c -f '\(folder.file("sasldb2"))' -u relay.localhost postduif",
        ])
        try #require(made.status == 0, "\(made.errors)")
        _ = try await Command.run(["chown", "postfix", folder.file("sasldb2")])
    }

    private func configuration(sink: Int) async throws {
        for name in ["etc", "queue", "data"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        _ = try await Command.run([
            "sh", "-c", "chown postfix '\(folder.file("data"))'; cp /etc/postfix/postfix-files '\(folder.file("etc"))/' || true",
        ])
        _ = try await Command.run(["sh", "-c", "cp -r /etc/postfix/dynamicmaps.cf* '\(folder.file("etc"))/' || true"])
        try folder.write(
            """
            compatibility_level = 3.6
            queue_directory = \(folder.file("queue"))
            data_directory = \(folder.file("data"))
            maillog_file = \(folder.file("maillog"))
            maillog_file_prefixes = \(folder.path)
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = relay.localhost
            mydestination =
            mynetworks =
            relayhost = [127.0.0.1]:\(sink)
            smtpd_tls_cert_file = \(folder.file("server.pem"))
            smtpd_tls_key_file = \(folder.file("server.key"))
            smtpd_tls_security_level = encrypt
            smtpd_tls_auth_only = yes
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_local_domain = relay.localhost
            cyrus_sasl_config_path = \(folder.file("etc/sasl"))
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject
            smtpd_peername_lookup = no

            """, to: "etc/main.cf")
        let services = try String(contentsOfFile: "/usr/share/postfix/master.cf.dist", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("smtp      inet") && !$0.hasPrefix("#") }
            .map { line in
                // No chroot: the folder has none of the files that one needs.
                var fields = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
                guard fields.count >= 8, !line.hasPrefix(" ") else { return String(line) }
                fields[4] = "n"
                return fields.joined(separator: " ")
            }
        let ports = """
            127.0.0.1:\(startTLSPort) inet n - n - - smtpd
            127.0.0.1:\(implicitPort) inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            127.0.0.1:\(withoutAuthPort) inet n - n - - smtpd -o smtpd_sasl_auth_enable=no
            127.0.0.1:\(expiredPort) inet n - n - - smtpd -o smtpd_tls_cert_file=\(folder.file("expired.pem"))

            """
        try folder.write(ports + services.joined(separator: "\n") + "\n", to: "etc/master.cf")
    }
}
