import java.io.BufferedReader;
import java.io.InputStreamReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each line of its input. */
public class Lines {

    public static void main(String[] args) throws Exception {
        Logger log = LoggerFactory.getLogger("lines");
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            log.info(line);
        }
    }
}
