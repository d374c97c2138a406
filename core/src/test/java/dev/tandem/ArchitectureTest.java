package dev.tandem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tandem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
            slices().matching("dev.tandem.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_DEPENDS_ON_SLF4J_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tandem..", "java..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule VALUES_DEPEND_ON_NOTHING = classes()
            .that()
            .resideInAPackage("dev.tandem.call")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tandem.call", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule COMPARING_TEXTS_DEPENDS_ON_NOTHING = classes()
            .that()
            .resideInAPackage("dev.tandem.text")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tandem.text", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule READING_VALUES_DEPENDS_ON_COMPARING_TEXTS_ALONE = classes()
            .that()
            .resideInAPackage("dev.tandem.link.value")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tandem.link.value", "dev.tandem.text", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_EMBEDDING_API_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tandem", "dev.tandem.ingest")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tandem.ingest");

    @ArchTest
    static final ArchRule LINKAGE_KNOWS_NOTHING_OF_FILES = classes()
            .that()
            .resideInAPackage("dev.tandem.link")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tandem.link",
                    "dev.tandem.link.value",
                    "dev.tandem.text",
                    "dev.tandem.internal",
                    "org.slf4j..",
                    "dev.tandem.call",
                    "dev.tandem.spi",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule THE_ENGINE_HAS_NO_CLOCK_THREAD_OR_CHANCE_OF_ITS_OWN = noClasses()
            .that()
            .resideInAPackage("dev.tandem.ingest")
            .and()
            .doNotHaveSimpleName("Rehearsal")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);
}
