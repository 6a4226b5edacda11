"""Which column of a roster holds what, guessed from the usual spellings of its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

# What a column may hold, in the order the mapping screen shows, each with the words on screen.
FIELDS: dict[str, str] = {
    "email": "Work e-mail",
    "employee_no": "Employee number",
    "name": "Full name",
    "first_name": "First name",
    "last_name": "Last name",
    "manager": "Manager (e-mail, number or name)",
    "manager_email": "Manager's e-mail",
    "manager_no": "Manager's employee number",
    "department": "Department",
    "location": "Location",
    "title": "Job title",
    "level": "Level",
    "hired_on": "Date of hire",
    "time_zone": "Time zone",
    "languages": "Languages",
    "offers": "Can help with",
    "seeks": "Would like to learn",
}

# Spellings without case, accents, blanks and punctuation: English first, then German, French, Spanish, Portuguese.
_SPELLINGS: dict[str, str] = {
    "email": "email workemail mail emailaddress workemailaddress mailaddress companyemail businessemail primaryemail "
    "officeemail emailwork emailid emailprimarywork employeeemail userprincipalname upn "
    "emailadresse mailadresse dienstlicheemail geschaftlicheemail firmenemail "
    "courriel adressemail adresseemail emailprofessionnel courrielprofessionnel adressecourriel "
    "correo correoelectronico correodetrabajo emailcorporativo correocorporativo emaildetrabalho enderecodeemail",
    "employee_no": "empid employeeid employeenumber employeeno empno empnumber staffid staffnumber staffno personid "
    "personnelnumber personnelno personnelid workerid payrollnumber payrollid payrollno badge badgenumber id "
    "associateid employeecode empcode userid "
    "personalnummer personalnr mitarbeiternummer mitarbeiternr mitarbeiterid persnr "
    "matricule matriculesalarie numeroemploye numerodemploye idemploye numeromatricule "
    "numerodeempleado numeroempleado idempleado legajo codigoempleado matricula numerodofuncionario idfuncionario",
    "name": "name fullname employeename employee displayname staffname workername worker preferredname legalname "
    "personname employeefullname vollstandigername mitarbeiter mitarbeitername "
    "nomcomplet nometprenom nomprenom salarie employe nombrecompleto nombreyapellidos apellidosynombre empleado "
    "nomecompleto funcionario colaborador",
    "first_name": "firstname givenname forename first preferredfirstname legalfirstname fname vorname rufname "
    "prenom nombre nombres primeironome nome nomeproprio",
    "last_name": "lastname surname familyname last lname legallastname nachname familienname zuname "
    "nomdefamille nom apellido apellidos sobrenome apelido ultimonome",
    "manager": "manager managername reportsto supervisor supervisorname linemanager linemanagername boss reportingto "
    "reportingmanager directmanager teamlead lead managersname peoplemanager reportstoname "
    "vorgesetzter vorgesetzte vorgesetzterin fuhrungskraft teamleiter teamleitung leiter "
    "responsable superieur superieurhierarchique nplus1 n1 managerdirect chef "
    "jefe jefedirecto supervisora gerente superior gestor gestordireto chefia lider",
    "manager_email": "manageremail managermail manageremailaddress managersemail managerworkemail supervisoremail "
    "supervisormail reportstoemail linemanageremail bossemail managerupn emailmanager "
    "vorgesetzteremail emailvorgesetzter fuhrungskraftemail emaildumanager courrieldumanager emailresponsable "
    "correodelmanager correodeljefe emaildeljefe emailsupervisor emaildogestor emailgestor",
    "manager_no": "managerid managernumber managerno manageremployeeid manageremployeenumber managerempid "
    "managerpersonnelnumber supervisorid supervisornumber supervisoremployeeid reportstoid linemanagerid bossid "
    "managerworkerid managercode vorgesetzternummer vorgesetzterid personalnummervorgesetzter fuhrungskraftid "
    "matriculemanager matriculeresponsable idmanager idresponsable idjefe idsupervisor matriculagestor idgestor",
    "department": "department dept departmentname deptname orgunit organizationalunit organisationalunit "
    "businessunit unit team division costcentername function area orgunitname "
    "abteilung bereich team organisationseinheit fachbereich departement service direction unite equipe "
    "departamento unidad equipo divisao setor unidade equipa",
    "location": "location office site worklocation workplace city officelocation locationname branch campus "
    "officename worksite town standort arbeitsort buro niederlassung ort stadt "
    "lieu site bureau lieudetravail ville etablissement localisation "
    "ubicacion oficina sede ciudad centrodetrabajo lugardetrabajo localizacao escritorio local cidade localdetrabalho",
    "title": "title jobtitle position jobrole positiontitle jobname designation occupation job businesstitle "
    "stelle stellenbezeichnung berufsbezeichnung funktion jobtitel poste intitule intituledeposte fonction emploi "
    "titredeposte puesto cargo titulo ocupacion funcao posicao",
    "level": "level grade band joblevel jobgrade careerlevel careerband payband paygrade seniority jobband tier rank "
    "stufe ebene karrierestufe entgeltgruppe niveau echelon classification nivel grado banda categoria "
    "senioridade",
    "hired_on": "dateofhire hiredate hired hiringdate startdate dateofjoining joiningdate doj datejoined joindate "
    "startedon originalhiredate employmentstartdate servicedate hiredon entrydate "
    "eintrittsdatum eintritt einstellungsdatum beginndatum dateembauche datedembauche dateentree datedentree "
    "fechadeingreso fechaingreso fechadecontratacion fechadealta fechacontratacion datadeadmissao dataadmissao "
    "datadeinicio",
    "time_zone": "timezone tz timezonename zone zeitzone fuseauhoraire fuseau zonahoraria husohorario fusohorario",
    "languages": "languages language spokenlanguages languagesspoken sprachen sprache langues langue languesparlees "
    "idiomas idioma lenguas linguas",
    "offers": "offers offer skills skill canhelpwith askmeabout expertise strengths teaches cangive cando "
    "kann bietet kenntnisse fahigkeiten kompetenzen competences savoirfaire offre propose "
    "habilidades competencias ofrece conocimientos oferece",
    "seeks": "seeks seek wants want wouldliketolearn learninggoals learns interests developmentgoals wantstolearn "
    "developmentneeds lernziele sucht mochtelernen entwicklungsziele recherche souhaiteapprendre objectifs cherche "
    "busca quiereaprender objetivos procura querapprender queraprender",
}
_FIELD_OF = {word: field for field, words in reversed(_SPELLINGS.items()) for word in words.split()}
# Columns that would hand out rights: said aloud to be ignored, whatever they hold.
_RIGHTS = {
    "role",
    "roles",
    "portalrole",
    "accessrole",
    "iscoordinator",
    "coordinator",
    "isadmin",
    "admin",
    "permission",
    "permissions",
}


def bare(heading: str) -> str:
    """A heading as it is compared: letters and digits only, without case and accents."""
    # A sharp s and slashed or ringed letters keep their base letter; other alphabets stay as they are.
    spread = unicodedata.normalize("NFKD", heading.casefold().replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[\W_]+", "", "".join(char for char in spread if not unicodedata.combining(char)))


def guess(headings: Sequence[str]) -> dict[str, int]:
    """Field → place of its column (from 0), the first column of each field; what is not recognised is left out."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = _FIELD_OF.get(bare(heading))
        if field:
            found.setdefault(field, place)
    return _settled(found, headings)


def _settled(found: dict[str, int], headings: Sequence[str]) -> dict[str, int]:
    """Settle words that mean two things: "nom" and "nombre" are full names when they stand alone."""
    if "name" not in found:
        for field, other in (("last_name", "first_name"), ("first_name", "last_name")):
            if (
                field in found
                and other not in found
                and bare(headings[found[field]]) in {"nom", "nombre", "nome"}
            ):
                found["name"] = found.pop(field)
    return found


def checked(chosen: Mapping[str, int], width: int) -> str | None:
    """Why this choice of columns cannot work, in one sentence, or None."""
    if any(not 0 <= place < width for place in chosen.values()):
        return "One of the chosen columns is not in the file."
    if len(set(chosen.values())) < len(chosen):
        return "One column was chosen for two things."
    if "name" not in chosen and not {"first_name", "last_name"} <= chosen.keys():
        return "Please choose the column with the full name, or those with first and last name."
    if "email" not in chosen and "employee_no" not in chosen:
        return "Please choose the column with the work e-mail, or the one with the employee number."
    return None


def rights_among(headings: Iterable[str]) -> list[str]:
    """Headings of columns that ask for rights in the portal; an import never gives any."""
    return [heading for heading in headings if bare(heading) in _RIGHTS]
