package dev.tandem.sftp;

/** The numbers of SFTP, version 3 (draft-ietf-secsh-filexfer-02). */
final class Protocol {
    static final int VERSION = 3;

    static final int INIT = 1;
    static final int VERSION_REPLY = 2;
    static final int OPEN = 3;
    static final int CLOSE = 4;
    static final int READ = 5;
    static final int WRITE = 6;
    static final int LSTAT = 7;
    static final int FSTAT = 8;
    static final int OPENDIR = 11;
    static final int READDIR = 12;
    static final int REMOVE = 13;
    static final int MKDIR = 14;
    static final int STAT = 17;
    static final int RENAME = 18;
    static final int READLINK = 19;
    static final int EXTENDED = 200;

    static final int STATUS = 101;
    static final int HANDLE = 102;
    static final int DATA = 103;
    static final int NAME = 104;
    static final int ATTRS = 105;
    static final int EXTENDED_REPLY = 201;

    static final int OPEN_READ = 0x01;
    static final int OPEN_WRITE = 0x02;
    static final int OPEN_CREATE = 0x08;
    static final int OPEN_NEW = 0x20;

    static final int HAS_SIZE = 0x01;
    static final int HAS_OWNER = 0x02;
    static final int HAS_PERMISSIONS = 0x04;
    static final int HAS_TIMES = 0x08;
    static final int HAS_EXTENDED = 0x8000_0000;

    private Protocol() {}
}
