import Issuance
import Mail

extension ConsoleTexts {
    static let fr = ConsoleTexts(
        language: .fr,
        languageName: "Français",
        product: "Postduif",
        skip: "Aller au contenu",
        menu: "Menu",
        languages: "Langue",
        signOut: "Se déconnecter",
        roles: [
            .registrationOfficer: "Officier d’enregistrement local", .mainAccessManager: "Gestionnaire d’accès principal",
            .coAccessManager: "Co-gestionnaire d’accès", .auditor: "Auditeur", .operator: "Opérateur", .administrator: "Administrateur",
        ],
        everywhere: "partout",
        serviceDesk: "Service desk",
        signInTitle: "Se connecter",
        signInLead: "Cette application est destinée aux bureaux d’enregistrement locaux. Connectez-vous avec l’identité que votre commune "
            + "vous a donnée.",
        signInButton: "Se connecter",
        signInNone: "Aucune connexion n’est configurée. L’opérateur la configure avec oidc.issuer et oidc.client_id.",
        signInByLink:
            "Ceci est une installation d’essai. Demandez un lien de connexion sur cette machine et ouvrez-le dans ce navigateur\u{202F}:",
        signedOut: "Vous êtes déconnecté. Fermez ce navigateur si d’autres personnes utilisent cet ordinateur.",
        signingOut: Refusal(title: "Déconnexion", text: "Vous êtes déconnecté ici. Le service de connexion vous déconnecte à son tour."),
        signOutThere: "Se déconnecter là aussi",
        signedInThere:
            "Au service de connexion, vous êtes peut-être encore connecté. À la prochaine connexion, nous le prierons de vous demander à nouveau "
            + "qui vous êtes.",
        linkTitle: "Se connecter avec un lien",
        linkLead: "Ce lien connecte une seule fois, pour un essai.",
        linkButton: "Se connecter",
        linkBad: Refusal(title: "Ce lien ne fonctionne plus", text: "Le lien a été utilisé ou a expiré. Demandez-en un nouveau."),
        signInFailed: Refusal(title: "La connexion a échoué", text: "Vous n’êtes pas connecté. Réessayez."),
        signInUnavailable: Refusal(
            title: "Connexion impossible pour le moment", text: "Le service de connexion ne répond pas. Réessayez dans une minute."),
        signInsLimited: Refusal(
            title: "Connexion impossible pour le moment", text: "Trop de personnes se connectent en même temps. Réessayez dans une minute."),
        tryAgain: "Réessayer",
        noRole: Refusal(
            title: "Vous n’avez pas de rôle ici",
            text: "Vous n’êtes pas connecté, car vous n’avez aucun rôle dans cette application. Votre gestionnaire d’accès principal peut "
                + "vous en donner un."),
        tooMany: Refusal(
            title: "Connexion impossible pour le moment", text: "Trop de personnes sont connectées. Réessayez plus tard."),
        notFound: Refusal(title: "Introuvable", text: "Cela n’existe pas, ou n’appartient pas à votre commune."),
        notOffered: Refusal(
            title: "Cette page ne s’utilise pas ainsi",
            text: "Rien n’a été fait. Retournez au début et choisissez-y ce que vous voulez faire."),
        forbidden: Refusal(title: "Vous ne pouvez pas faire cela", text: "Aucun de vos rôles ne le permet actuellement."),
        staleForm: Refusal(
            title: "Ce formulaire a expiré", text: "Rien n’a été fait. Rouvrez la page et remplissez à nouveau le formulaire."),
        busy: "Impossible pour le moment",
        conflict: Refusal(
            title: "Ce n’est plus possible", text: "La situation a changé entre-temps. Rien n’a été fait\u{202F}; regardez l’état actuel."),
        failed: Refusal(title: "Une erreur s’est produite", text: "L’erreur a été notée. Réessayez ou prévenez le service desk."),
        backToStart: "Vers le début",
        faults: "Vérifiez ces points",
        needed: "(obligatoire)",
        cancel: "Annuler",
        look: "Regarder à nouveau",
        opensBeside: "(s’ouvre dans un nouvel onglet)")
}
