import Mail

/// Names before the @ that belong to an office rather than to a person: what goes there is read by several.
enum SharedMailbox {
    static func isNamed(by address: EmailAddress) -> Bool {
        names.contains(address.localPart.lowercased().filter { $0 != "." && $0 != "-" && $0 != "_" })
    }

    /// Without dots, hyphens and underscores: those of RFC 2142 that people have, and those of Belgian municipalities in their languages.
    private static let names = Set(
        """
        abuse admin administration administrator contact directie direction feedback help helpdesk hello hostmaster info informatie \
        information mail noreply office post postmaster privacy reception sales security service servicedesk support team webmaster \
        administratie bestuur bevolking burgerlijkestand burgemeester burgerzaken dienstbevolking gemeente gemeentebestuur \
        gemeentehuis loket onthaal secretariaat stad stadhuis stadsbestuur vreemdelingen vreemdelingenzaken \
        accueil administrationcommunale bourgmestre commune etatcivil etrangers guichet mairie maisoncommunale population secretariat \
        servicepopulation ville \
        bevoelkerung bevölkerung buergerdienst bürgerdienst buergermeister bürgermeister einwohnermeldeamt gemeinde \
        gemeindeverwaltung sekretariat stadt standesamt verwaltung
        """.split(separator: " ").map(String.init))
}
