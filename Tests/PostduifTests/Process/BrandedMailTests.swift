import Foundation
import Inbox
import TestKit
import Testing

/// A municipality's own sender and contact, in the built program.
@Suite("Mails of a municipality with its own sender", .serialized)
struct BrandedMailTests {
    private static let activation = """
        {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "jan@example.be", "language": null, "municipality": "21004", \
        "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", "result": "no_hit"}}
        """
    private static let brussels = [
        "municipality", "add", "--nis", "21004", "--name-nl", "Brussel", "--name-fr", "Bruxelles", "--sender-name-nl", "Stad Brussel",
        "--sender-name-fr", "Ville de Bruxelles", "--contact-name", "Loket", "--contact-name-fr", "Guichet", "--contact-email",
        "loket@brussel.example", "--contact-phone", "02 111 11 11", "--accent-color", "#7a1f1f", "--agreement-signed-on", "2026-01-15",
        "--signatory", "A. Signatory", "--function", "burgemeester",
    ]

    @Test("a mail that waits takes what is corrected before it is sent, and the page and the card show it")
    func corrected() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        // Before the service runs: its start reads it.
        let added = try await service.command(Self.brussels)
        #expect(added.status == 0, "\(added.output)\(added.errors)")
        try await service.start()
        #expect(try await service.command(["queue", "pause", "--lane", "link"]).status == 0)
        let issued = try await service.post("/v1/activations", Self.activation)
        #expect(issued.status == 201 && issued.body.contains(#""languages":["nl","fr"]"#), "\(issued.body)")
        let changed = try await service.command(["municipality", "add", "--nis", "21004", "--contact-phone", "02 222 22 22"])
        #expect(changed.status == 0, "\(changed.output)\(changed.errors)")
        #expect(try await service.command(["queue", "resume", "--lane", "link"]).status == 0)
        #expect(await inbox.wait(untilCount: 1, timeout: .seconds(60)))
        let mail = String(decoding: try #require(inbox.messages.first).raw, as: UTF8.self)
        #expect(
            mail.contains("From: \"Stad Brussel / Ville de Bruxelles\" <no-reply@example.be>") && mail.contains("Content-Language: nl, fr"))
        #expect(mail.contains("02 222 22 22") && !mail.contains("02 111 11 11") && !mail.contains("servicedesk@example.be"))
        #expect(mail.contains("background:#7a1f1f") && mail.contains("Subject: Activatielink / Lien d'activation (ref. "))
        let link = try #require(mail.firstMatch(of: #/\/a/([A-Za-z0-9_-]{22})/#)).1
        let page = try await service.get("/a/\(link)").body
        #expect(page.contains("02 222 22 22") && page.contains("Guichet") && page.contains("<section lang=\"fr\""))
        let object = try JSONSerialization.jsonObject(with: Data(issued.body.utf8)) as? [String: Any]
        let card = try await service.get("/v1/activations/\(try #require(object?["id"] as? String))/card").body
        #expect(card.contains("Stad Brussel / Ville de Bruxelles") && card.contains("02 222 22 22"), "\(card)")
        let list = try await service.command(["municipality", "list"])
        #expect(list.output.contains("Stad Brussel") && list.output.contains("loket@brussel.example"), "\(list.output)")
        await service.stop()
        await relay.stop()
    }

    @Test("a preview and a test mail are those of the municipality, and another is told")
    func shown() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        #expect(try await service.command(Self.brussels).status == 0)
        let folder = service.folder.file("preview")
        let preview = try await service.command(
            ["templates", "preview", "--municipality", "21004", "--output", folder, "--kind", "one_time_code"])
        let languages = ["nl", "fr", "nl+en", "nl+fr"]
        #expect(preview.output.split(separator: "\n").count == 3 * languages.count, "\(preview.output)\(preview.errors)")
        for language in languages {
            let text = try String(contentsOfFile: "\(folder)/one_time_code.\(language).txt", encoding: .utf8)
            #expect(text.contains("loket@brussel.example") && text.contains(language == "fr" ? "Bruxelles" : "Brussel"), "\(text)")
        }
        let sent = try await service.command([
            "templates", "send-test", "--municipality", "21004", "--kind", "key_activated", "--language", "fr", "--to", "jan@example.be",
        ])
        #expect(sent.status == 0, "\(sent.output)\(sent.errors)")
        #expect(await inbox.wait(untilCount: 1, timeout: .seconds(20)))
        let mail = String(decoding: try #require(inbox.messages.first).raw, as: UTF8.self)
        #expect(mail.contains("From: Ville de Bruxelles <no-reply@example.be>") && mail.contains("Guichet"))
        // English has the municipality's first language before it, and what its mails are never in is no mail of it.
        let english = [
            "templates", "send-test", "--municipality", "21004", "--kind", "key_activated", "--to", "jan@example.be", "--language",
        ]
        #expect(try await service.command(english + ["en"]).status == 0)
        #expect(await inbox.wait(untilCount: 2, timeout: .seconds(20)))
        #expect(inbox.messages.contains { String(decoding: $0.raw, as: UTF8.self).contains("Content-Language: nl, en") })
        for language in ["de", "de+en", "fr+nl"] {
            let refused = try await service.command(english + [language])
            #expect(
                refused.status == 1 && refused.errors.contains("21004: its mails are in"), "\(language): \(refused.output)\(refused.errors)"
            )
            let preview = try await service.command([
                "templates", "preview", "--municipality", "21004", "--output", folder, "--language", language,
            ])
            #expect(preview.status == 1 && preview.errors.contains("21004: its mails are in"), "\(preview.output)\(preview.errors)")
        }
        let german = try await service.command([
            "templates", "preview", "--municipality", "21004", "--output", folder, "--binding", "de",
        ])
        #expect(german.status == 1 && german.errors.contains("21004: its mails are in"), "\(german.output)\(german.errors)")
        let shown = try await service.command([
            "templates", "preview", "--municipality", "21004", "--output", folder, "--kind", "key_activated", "--language", "en",
        ])
        #expect(shown.status == 0, "\(shown.output)\(shown.errors)")
        let message = try String(contentsOfFile: "\(folder)/key_activated.en.eml", encoding: .utf8)
        #expect(message.contains("Content-Language: nl, en"), "\(message)")
        let unknown = try await service.command(["templates", "preview", "--municipality", "99999", "--output", folder])
        #expect(unknown.status == 1 && unknown.errors.contains("99999: no such municipality"), "\(unknown.output)\(unknown.errors)")
        await relay.stop()
    }

    @Test("a name that could deceive is refused with its field and the fix")
    func refused() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        let refused = try await service.command([
            "municipality", "add", "--nis", "44021", "--name", "Gent", "--sender-name", "service@bank.example", "--accent-color", "#ffd700",
        ])
        #expect(refused.status != 0 && refused.errors.contains("sender_name: "), "\(refused.errors)")
        #expect(refused.errors.contains("accent_color: Has 1.4 : 1 against white"), "\(refused.errors)")
    }
}
