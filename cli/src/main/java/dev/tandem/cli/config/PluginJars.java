package dev.tandem.cli.config;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/** Finds plugins in the jars of folders, beside those on the class path. */
public final class PluginJars {
    private static final String FOLDER = "plugins";

    private PluginJars() {}

    /** The {@code plugins} folders of these folders, as far as they are there. */
    public static List<Path> foldersIn(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(FOLDER))
                .filter(Files::isDirectory)
                .toList();
    }

    /**
     * All plugins that there are; their classes stay loadable until the process ends. A folder that cannot be read, a file
     * that is no jar and a plugin that cannot be made are a {@link ConfigurationException}.
     */
    public static Plugins load(List<Path> folders) {
        Set<Path> jars = new LinkedHashSet<>();
        for (Path folder : folders) {
            jars.addAll(jars(folder));
        }
        ClassLoader own = PluginJars.class.getClassLoader();
        if (jars.isEmpty()) {
            return Plugins.load(own);
        }
        try {
            return Plugins.load(
                    new URLClassLoader(jars.stream().map(PluginJars::url).toArray(URL[]::new), own));
        } catch (LinkageError e) {
            throw new ConfigurationException(
                    FOLDER, "one cannot be loaded: " + e + "; it was built for other versions, or a jar is missing");
        }
    }

    private static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                jars.add(file.toRealPath());
            }
        } catch (IOException e) {
            throw new ConfigurationException(FOLDER, "the folder " + folder + " cannot be read");
        }
        Collections.sort(jars);
        jars.forEach(PluginJars::requireJar);
        return jars;
    }

    private static void requireJar(Path file) {
        try {
            new JarFile(file.toFile()).close();
        } catch (IOException e) {
            throw new ConfigurationException(
                    FOLDER, file + " is not a jar, or a broken one; replace it, or remove it from the folder");
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
