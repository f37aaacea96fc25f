import java.io.File;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;

/** Logs each request: AccessLog PORT HOME DIRECTORY BUFFERED */
public class AccessLog {

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setHostname("127.0.0.1");
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(args[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        tomcat.addContext("", new File(args[1]).getAbsolutePath());
        AccessLogValve log = new AccessLogValve();
        log.setDirectory(args[2]);
        log.setPrefix("app-");
        log.setFileDateFormat("yyyyMMdd-HHmmss");
        log.setSuffix(".log");
        log.setPattern("%U");
        log.setBuffered(Boolean.parseBoolean(args[3]));
        tomcat.getHost().getPipeline().addValve(log);
        tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.getServer().await();
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop(); // writes what is buffered
        } catch (LifecycleException e) {
            e.printStackTrace();
        }
    }
}
