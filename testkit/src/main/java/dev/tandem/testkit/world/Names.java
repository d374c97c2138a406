package dev.tandem.testkit.world;

import java.util.List;
import java.util.Map;

/** What people and companies are called in a made-up world. */
final class Names {
    static final List<String> FIRST = words("""
            James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph
            Jessica Thomas Karen Charles Sarah Christopher Lisa Daniel Nancy Matthew Sandra Anthony Betty Mark Ashley Donald
            Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa Timothy
            Deborah Ronald Stephanie George Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Nicholas
            Kathleen Gary Angela Eric Shirley Jonathan Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon
            Samantha Benjamin Katherine Samuel Christine Gregory Debra Alexander Rachel Patrick Carolyn Frank Janet Raymond
            Maria Jack Olivia Dennis Heather Jerry Helen Tyler Catherine Aaron Diane Jose Julie Adam Victoria Nathan Joyce
            Henry Lauren Zachary Kelly Douglas Christina Peter Ruth Noah Joan Ethan Virginia Jeremy Judith Christian Evelyn
            Walter Hannah Keith Andrea Austin Megan Roger Cheryl Terry Jacqueline Sean Madison Gerald Teresa Carl Abigail
            Dylan Sophia Harold Martha Jordan Sara Jesse Gloria Bryan Janice Lawrence Kathryn Arthur Ann Gabriel Isabella
            Bruce Judy Logan Charlotte Billy Julia Joe Grace Alan Amber Juan Alice Elijah Jean Willie Denise Albert Frances
            José André René Zoë Chloë Renée Jürgen Søren Łukasz Françoise Inés Mónica Björn Márta Noël Siân""");
    static final List<String> LAST = words("""
            Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzales Wilson Anderson
            Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker
            Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell
            Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy
            Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson
            Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross
            Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons
            Romero Jordan Patterson Alexander Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera
            Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro Marshall Owens Harrison Fernandez Mcdonald Woods
            Washington Kennedy Wells Vargas Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter
            Gordon Mendez Silva Shaw Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Rose Stone
            Salazar Fox Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne
            Grant Dunn Kelley Spencer Hawkins Arnold Pierce Hansen Peters Santos Hart Bradley Knight Elliott Cunningham Duncan
            Armstrong Hudson Carroll Lane Riley Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews Pena
            Richards Contreras Willis Carpenter Lawrence Sandoval Baducci Okafor Lindqvist Haverkamp Petrov Yamamoto Costa
            Müller Núñez Peña Gómez Hernández Muñoz Jiménez Sørensen Åkesson Kovács Dvořák Böhm Lefèvre Gagné Côté Żak
            O'Brien O'Connor D'Angelo Smith-Jones Van-Dyke Saint-Clair""");
    static final Map<String, String> NICKNAMES = Map.ofEntries(
            Map.entry("James", "Jim"),
            Map.entry("Robert", "Bob"),
            Map.entry("Patricia", "Pat"),
            Map.entry("John", "Jack"),
            Map.entry("Jennifer", "Jenny"),
            Map.entry("Michael", "Mike"),
            Map.entry("David", "Dave"),
            Map.entry("Elizabeth", "Liz"),
            Map.entry("William", "Bill"),
            Map.entry("Barbara", "Barb"),
            Map.entry("Richard", "Rick"),
            Map.entry("Susan", "Sue"),
            Map.entry("Joseph", "Joe"),
            Map.entry("Jessica", "Jess"),
            Map.entry("Thomas", "Tom"),
            Map.entry("Charles", "Chuck"),
            Map.entry("Christopher", "Chris"),
            Map.entry("Daniel", "Dan"),
            Map.entry("Matthew", "Matt"),
            Map.entry("Sandra", "Sandy"),
            Map.entry("Anthony", "Tony"),
            Map.entry("Donald", "Don"),
            Map.entry("Steven", "Steve"),
            Map.entry("Kimberly", "Kim"),
            Map.entry("Andrew", "Andy"),
            Map.entry("Margaret", "Peggy"),
            Map.entry("Joshua", "Josh"),
            Map.entry("Kenneth", "Ken"),
            Map.entry("Timothy", "Tim"),
            Map.entry("Deborah", "Debbie"),
            Map.entry("Ronald", "Ron"),
            Map.entry("Stephanie", "Steph"),
            Map.entry("Rebecca", "Becky"),
            Map.entry("Edward", "Ted"),
            Map.entry("Jeffrey", "Jeff"),
            Map.entry("Cynthia", "Cindy"),
            Map.entry("Nicholas", "Nick"),
            Map.entry("Kathleen", "Kathy"),
            Map.entry("Jonathan", "Jon"),
            Map.entry("Pamela", "Pam"),
            Map.entry("Samantha", "Sam"),
            Map.entry("Benjamin", "Ben"),
            Map.entry("Katherine", "Kate"),
            Map.entry("Samuel", "Sam"),
            Map.entry("Christine", "Chris"),
            Map.entry("Gregory", "Greg"),
            Map.entry("Alexander", "Alex"),
            Map.entry("Patrick", "Pat"),
            Map.entry("Raymond", "Ray"),
            Map.entry("Victoria", "Vicky"),
            Map.entry("Nathan", "Nate"),
            Map.entry("Henry", "Hank"),
            Map.entry("Zachary", "Zach"),
            Map.entry("Douglas", "Doug"),
            Map.entry("Peter", "Pete"),
            Map.entry("Lawrence", "Larry"),
            Map.entry("Arthur", "Art"),
            Map.entry("Gabriel", "Gabe"),
            Map.entry("Albert", "Al"),
            Map.entry("Frances", "Fran"));
    static final List<String> COMPANY = words("""
            Acme Summit Pioneer Northwind Blue Harbor Cedar Granite Liberty Keystone Evergreen Atlas Beacon Cascade Delta
            Eagle Falcon Golden Horizon Iron Juniper Lakeside Maple Noble Oak Pacific Quality Redwood Silver Titan United
            Valley Western Apex Bright Coastal Dynamic Elite First Global Heritage Imperial Metro National Orion Prime""");
    static final List<String> TRADE = words("""
            Logistics Systems Partners Foods Dental Plumbing Electric Insurance Realty Consulting Motors Supply Medical
            Holdings Roofing Software Textiles Printing Freight Builders Bank Energy Farms Pharmacy Security Travel""");
    static final List<String> AREAS = words("""
            201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252
            253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320
            321 323 325 330 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417
            419 423 424 425 430 432 434 435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516
            517 518 520 530 540 541 551 559 561 562 563 567 570 571 573 574 580 585 586 601 602 603 605 606 607 608 609 610""");
    static final List<String> CAMPAIGNS = words("Sales Renewals Support Outreach Collections Surveys");
    static final List<String> SUBJECTS = List.of(
            "Call", "Follow up", "Intro call", "Left message", "Renewal", "Discuss proposal", "Question", "Demo");
    static final List<String> DISPOSITIONS =
            List.of("Connected", "Left Voicemail", "No Answer", "Busy", "Wrong Number", "Callback", "Not Interested");

    private Names() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
