// The TLVs of a VDP ULPDU, clause 41.2: their types, and how long they are at least. No imports: a bundler that sees the
// constants of a file before anything else puts their numbers where their names stand, and the cursor is full of them.

export const VDP_END = 0;
export const VDP_PRE_ASSOCIATE = 1;
export const VDP_PRE_ASSOCIATE_RR = 2;
export const VDP_ASSOCIATE = 3;
export const VDP_DE_ASSOCIATE = 4;
export const VDP_MANAGER_ID = 5;
export const VDP_ORGANIZATION = 127;

/** Octets of the VSI Manager ID TLV with its header: where the first other TLV starts. */
export const MANAGER_ID_TLV_OCTETS = 18;
/** Both octets of its header: its type, and the length of an identifier. */
export const MANAGER_ID_HEADER = (VDP_MANAGER_ID << 9) | 16;
/** Length of an association TLV up to the Filter Info Format, its last octet. */
export const ASSOCIATION_MIN_LENGTH = 23;
/** The same with the number of filter entries. */
export const ASSOCIATION_FIXED_LENGTH = 25;
/** Least length of an organizationally defined TLV: its OUI or CID. */
export const ORGANIZATION_MIN_LENGTH = 3;

/** Whether a TLV type is one of the four association TLVs. */
export const isAssociation = (type: number): boolean => type >= VDP_PRE_ASSOCIATE && type <= VDP_DE_ASSOCIATE;
